/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Written by po/update: the words of the built-in rules and forms that stand on a screen.
 */

/* Translators: of the rule U-SUPB */
N_ ("Form I-918 Supplement B: file while the signature is fresh")
/* Translators: of the rule U-SUPB */
N_ ("Send the signed form")
/* Translators: of the rule U-SUPB */
N_ ("the day on which the agency signed Supplement B")
/* Translators: of the rule U-NODEADLINE */
N_ ("Form I-918: no time limit for the petition")
/* Translators: of the rule U-NODEADLINE */
N_ ("No fixed date")
/* Translators: of the rule U-NODEADLINE */
N_ ("the day from which the matter counts")
/* Translators: of the rule U-STATUS */
N_ ("U status: its end, and when adjustment opens")
/* Translators: of the rule U-STATUS */
N_ ("Next step opens; permission ends")
/* Translators: of the rule U-STATUS */
N_ ("the day on which U status was granted")
/* Translators: of the rule U-FAMILY */
N_ ("U petition: which relatives may be included")
/* Translators: of the rule U-FAMILY */
N_ ("Family: ages on the sending day")
/* Translators: of the rule U-FAMILY */
N_ ("the day on which Form I-918 was filed")
/* Translators: of the rule T-FILE */
N_ ("Form I-914: no time limit for the application")
/* Translators: of the rule T-SUPB */
N_ ("Form I-914 Supplement B: optional evidence")
/* Translators: of the rule T-SUPB */
N_ ("Signed form: asked, returned, declined")
/* Translators: of the rule T-SUPB */
N_ ("the day on which the agency was asked")
/* Translators: of the rule T-END */
N_ ("T status ends: file Form I-485 before")
/* Translators: of the rule T-END */
N_ ("Permission ends: next form before")
/* Translators: of the rule T-END */
N_ ("the day on which T status was granted")
/* Translators: of the rule T-LPR */
N_ ("T status: adjustment opens after three years")
/* Translators: of the rule T-LPR */
N_ ("Next step opens")
/* Translators: of the rule TU-ABSENCE */
N_ ("T or U status: absence that breaks continuous presence")
/* Translators: of the rule TU-ABSENCE */
N_ ("Be back by")
/* Translators: of the rule TU-ABSENCE */
N_ ("the day of departure")
/* Translators: of the rule TU-ABSENCE */
N_ ("days already spent away on earlier journeys")
/* Translators: of the rule T-FAMILY-AGE */
N_ ("T application: ages are fixed at filing")
/* Translators: of the rule T-FAMILY-AGE */
N_ ("the day on which Form I-914 was filed")
/* Translators: of the rule CP-END */
N_ ("Continued presence ends")
/* Translators: of the rule CP-END */
N_ ("Permission ends: ask for renewal")
/* Translators: of the rule CP-END */
N_ ("the day on which continued presence was granted")
/* Translators: of the rule ASY-1Y */
N_ ("Form I-589 within one year of arrival")
/* Translators: of the rule ASY-1Y */
N_ ("Papers to send within the first year")
/* Translators: of the rule ASY-1Y */
N_ ("the day of last arrival in the United States")
/* Translators: of the rule ASY-UAC */
N_ ("Unaccompanied child: the one-year limit is not applied")
/* Translators: of the rule ASY-EXC */
N_ ("Form I-589 after the year: changed or extraordinary circumstances")
/* Translators: of the rule ASY-EXC */
N_ ("No fixed date: as soon as possible")
/* Translators: of the rule ASY-EXC */
N_ ("the day on which the circumstances changed or ended")
/* Translators: of the rule ASY-EAD */
N_ ("Form I-765 while asylum is pending")
/* Translators: of the rule ASY-EAD */
N_ ("Work permit: form may be sent")
/* Translators: of the rule ASY-EAD */
N_ ("the day on which the complete Form I-589 was filed")
/* Translators: of the rule ASY-EAD */
N_ ("days on which the clock was stopped")
/* Translators: of the rule ASY-FAM */
N_ ("Form I-730 for spouse and children")
/* Translators: of the rule ASY-FAM */
N_ ("Family papers to send")
/* Translators: of the rule ASY-FAM */
N_ ("the day on which asylum was granted")
/* Translators: of the rule VAWA-2Y */
N_ ("VAWA self-petition within two years")
/* Translators: of the rule VAWA-2Y */
N_ ("Papers to send within two years")
/* Translators: of the rule VAWA-2Y */
N_ ("the day of the divorce, of the death, or on which status was lost")
/* Translators: of the rule VAWA-CHILD */
N_ ("VAWA self-petition as a child")
/* Translators: of the rule VAWA-CHILD */
N_ ("Papers to send before a birthday")
/* Translators: of the rule VAWA-CHILD */
N_ ("the day of birth")
/* Translators: of the rule SIJ-21 */
N_ ("Form I-360 for a special immigrant juvenile")
/* Translators: of the rule AGE-18 */
N_ ("HHS eligibility letter for a minor: ask before 18")
/* Translators: of the rule AGE-18 */
N_ ("Letter to ask for before a birthday")
/* Translators: of the rule OTIP-90 */
N_ ("HHS interim assistance for a minor")
/* Translators: of the rule OTIP-90 */
N_ ("Assistance ends")
/* Translators: of the rule OTIP-90 */
N_ ("the date of the interim assistance letter")
/* Translators: of the rule RFE */
N_ ("Answer to a request for evidence")
/* Translators: of the rule RFE */
N_ ("Answer due")
/* Translators: of the rule RFE */
N_ ("the date of the notice")
/* Translators: of the rule NOID */
N_ ("Answer to a notice of intent to deny")
/* Translators: of the rule APPEAL */
N_ ("Form I-290B: appeal or motion")
/* Translators: of the rule APPEAL */
N_ ("the day on which the decision was served")
/* Translators: of the rule MOVE-USCIS */
N_ ("Form AR-11 after a move")
/* Translators: of the rule MOVE-USCIS */
N_ ("Tell the new address")
/* Translators: of the rule MOVE-USCIS */
N_ ("the day of the move")
/* Translators: of the rule MOVE-EOIR */
N_ ("Form EOIR-33 after a move")
/* Translators: of the rule EOIR-RECONSIDER */
N_ ("Motion to reconsider")
/* Translators: of the rule EOIR-RECONSIDER */
N_ ("the date of the order")
/* Translators: of the rule EOIR-REOPEN */
N_ ("Motion to reopen")
/* Translators: of the rule EOIR-ABSENTIA */
N_ ("Motion to rescind an order made in absence")
/* Translators: of the rule EAD-RENEW */
N_ ("Form I-765: renewal of the work permit")
/* Translators: of the rule EAD-RENEW */
N_ ("Work permit: renew")
/* Translators: of the rule EAD-RENEW */
N_ ("the day on which the work permit expires")
/* Translators: of the rule CIV-1595 */
N_ ("Civil claim under 18 USC 1595")
/* Translators: of the rule CIV-1595 */
N_ ("Claim to file")
/* Translators: of the rule CIV-1595 */
N_ ("the day on which the cause of action arose")
/* Translators: of the rule CIV-1595 */
N_ ("days during which the claim was stayed")
/* Translators: of the rule FLSA */
N_ ("Fair Labor Standards Act wage claim")
/* Translators: of the rule FLSA */
N_ ("the pay day of the pay period")
/* Translators: of the rule EEOC */
N_ ("EEOC charge")
/* Translators: of the rule EEOC */
N_ ("the day of the act")
/* Translators: of the rule PASSPORT */
N_ ("Passport or travel document: its end")
/* Translators: of the rule PASSPORT */
N_ ("Passport ends")
/* Translators: of the rule PASSPORT */
N_ ("the day on which the document expires")
/* Translators: of the rule PO */
N_ ("Protective order: the entered date")
/* Translators: of the rule PO */
N_ ("Order ends")
/* Translators: of the rule PO */
N_ ("the day on which the order expires, or another date that the order sets")
/* Translators: of the rule PO-HEARING */
N_ ("Protective order: the hearing")
/* Translators: of the rule PO-HEARING */
N_ ("Hearing")
/* Translators: of the rule PO-HEARING */
N_ ("the day of the hearing, as the court's notice says it")
/* Translators: of the rule PO-SERVE */
N_ ("Protective order: the last day to serve it")
/* Translators: of the rule PO-SERVE */
N_ ("Papers to hand over")
/* Translators: of the rule PO-SERVE */
N_ ("the last day for serving the order, as the order or state law sets it")
/* Translators: of the rule PO-RENEW */
N_ ("Protective order: the last day to ask for its renewal")
/* Translators: of the rule PO-RENEW */
N_ ("Order to renew")
/* Translators: of the rule PO-RENEW */
N_ ("the last day of the time in which a renewal can be asked for, as state law sets it")
/* Translators: of the rule HEARING */
N_ ("A hearing that a court set")
/* Translators: of the rule USCIS-APPT */
N_ ("An interview or a biometrics appointment")
/* Translators: of the rule USCIS-APPT */
N_ ("Appointment to keep")
/* Translators: of the rule USCIS-APPT */
N_ ("the day of the appointment, as its notice says it")
/* Translators: of the rule ROI-EXP */
N_ ("Release of information ends")
/* Translators: of the rule ROI-EXP */
N_ ("Permission to share ends")
/* Translators: of the rule ROI-EXP */
N_ ("the day on which the release was signed")
/* Translators: of the form advocate-release */
N_ ("Permission for my advocate to share")
/* Translators: of the form appointment-slip */
N_ ("My visit")
/* Translators: of the form care-plan */
N_ ("My care plan")
/* Translators: of the form consent-to-treatment */
N_ ("My yes to care")
/* Translators: of the form day-list */
N_ ("Day list")
/* Translators: of the form evidence-request */
N_ ("Request for a health statement")
/* Translators: of the form hipaa-authorization */
N_ ("Permission to share my health records")
/* Translators: of the form information-sharing */
N_ ("My care team and my legal team")
/* Translators: of the form interpreter-statement */
N_ ("The interpreter’s promise")
/* Translators: of the form paper */
N_ ("Paper")
/* Translators: of the form part2-consent */
N_ ("Permission to share my recovery records")
/* Translators: of the form photo-consent */
N_ ("Photos, video and sound")
/* Translators: of the form recovery-sheet */
N_ ("Recovery sheet")
/* Translators: of the form referral-handoff */
N_ ("From one office to the next")
/* Translators: of the form release-of-information */
N_ ("Permission to share my information")
/* Translators: of the form rights-and-safety */
N_ ("My rights and my safety")
/* Translators: of the form vault-statement */
N_ ("Statement about the vault")
