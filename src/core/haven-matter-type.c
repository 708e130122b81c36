/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-type.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (haven - matter - error - quark, haven_matter_error)

/* Labels stand where somebody across a desk can read them: form numbers and plain words, nothing
 * that tells more. */
static const HavenChoice types[] = {
  { "t_visa", N_ ("Form I-914") },
  { "u_visa", N_ ("Form I-918") },
  { "continued_presence", N_ ("Permission to stay (CP)") },
  { "asylum", N_ ("Form I-589") },
  { "vawa_self_petition", N_ ("Form I-360, self") },
  { "sij", N_ ("Form I-360, young person") },
  { "adjustment", N_ ("Form I-485") },
  { "work_permit", N_ ("Form I-765, work permit") },
  { "removal_defence", N_ ("Hearing (EOIR)") },
  { "family_custody", N_ ("Family") },
  { "protective_order", N_ ("Order (PO)") },
  { "criminal_record_relief", N_ ("Record relief") },
  { "victim_witness", N_ ("Witness support") },
  { "civil_trafficking_claim", N_ ("Civil claim") },
  { "wage_claim", N_ ("Wages") },
  { "benefits", N_ ("Benefits") },
  { "housing", N_ ("Housing") },
  { "name_change", N_ ("Name change") },
  { "guardianship", N_ ("Guardianship") },
  { "other", N_ ("Other") },
  { NULL, NULL },
};

/* In the order in which a matter goes through them; the last three leave that order. */
static const HavenChoice stages[] = {
  { "screening", N_ ("First look") },
  { "accepted", N_ ("Accepted") },
  { "gathering", N_ ("Gathering papers") },
  { "drafting", N_ ("Drafting") },
  { "certification_pending", N_ ("Waiting for a signature") },
  { "ready", N_ ("Ready to send") },
  { "filed", N_ ("Sent") },
  { "receipted", N_ ("Receipt came") },
  { "rfe", N_ ("Asked for more") },
  { "interview", N_ ("Interview") },
  { "decided", N_ ("Decided") },
  { "post-decision", N_ ("After the decision") },
  { "closed", N_ ("Closed") },
  { "declined", N_ ("Not taken on") },
  { "referred_out", N_ ("Passed on") },
  { "on_hold", N_ ("On hold") },
  { NULL, NULL },
};

static const HavenChoice outcomes[] = {
  { "granted", N_ ("Granted") },
  { "denied", N_ ("Denied") },
  { "withdrawn", N_ ("Withdrawn") },
  { "settled", N_ ("Settled") },
  { "advice_only", N_ ("Advice only") },
  { "lost_contact", N_ ("Lost contact") },
  { "client_declined", N_ ("The person decided against it") },
  { "referred", N_ ("Passed on") },
  { NULL, NULL },
};

static const HavenChoice receipt_methods[] = {
  { "mail", N_ ("By mail") },
  { "courier", N_ ("By courier") },
  { "online", N_ ("Online") },
  { "in person", N_ ("In person") },
  { "agency", N_ ("Through an agency") },
  { NULL, NULL },
};

const HavenChoice *
haven_matter_get_types (void)
{
  return types;
}

const HavenChoice *
haven_matter_get_stages (void)
{
  return stages;
}

const HavenChoice *
haven_matter_get_outcomes (void)
{
  return outcomes;
}

/** Returns: the usual ways in which papers are sent; another one may be typed */
const HavenChoice *
haven_matter_get_receipt_methods (void)
{
  return receipt_methods;
}

/** Whether somebody still works on a matter of that stage. */
gboolean
haven_matter_stage_is_open (const char *stage)
{
  static const char *const ended[] = { "closed", "declined", "referred_out", NULL };

  return haven_choice_find (stages, stage) != NULL && !g_strv_contains (ended, stage);
}

/** Returns: (nullable): the stage after this one, or %NULL at the end of the way and beside it */
const char *
haven_matter_stage_get_next (const char *stage)
{
  const HavenChoice *choice = haven_choice_find (stages, stage);

  if (choice == NULL || choice >= haven_choice_find (stages, "closed"))
    return NULL;
  return choice[1].code;
}

/** Whether 8 USC 1367 covers matters of that type: T, U and VAWA filings (domain 2.3). */
gboolean
haven_matter_type_is_protected_1367 (const char *type)
{
  static const char *const covered[] = { "t_visa", "u_visa", "vawa_self_petition", NULL };

  return type != NULL && g_strv_contains (covered, type);
}

static gboolean
check_value (const HavenChoice *choices, const char *code, const char *what, GError **error)
{
  if (code && haven_choice_find (choices, code))
    return TRUE;
  g_set_error (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_UNKNOWN_VALUE,
               "choose the %s of the matter from the list", what);
  return FALSE;
}

static gboolean
need (gboolean there, const char *what, GError **error)
{
  if (!there)
    g_set_error (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, "%s", what);
  return there;
}

static gboolean
check_stage (const HavenMatter *matter, GError **error)
{
  if (g_str_equal (matter->stage, "filed"))
    return need (haven_date_is_set (matter->filed_on),
                 "a matter that was filed needs the day of filing", error) &&
           need (matter->receipt_method != NULL,
                 "a matter that was filed needs the way in which it was sent", error);
  if (g_str_equal (matter->stage, "closed"))
    return need (matter->outcome != NULL, "a matter that is closed needs its outcome", error);
  if (g_str_equal (matter->stage, "on_hold"))
    return need (matter->hold_reason != NULL, "a matter on hold needs the reason for it", error);
  return TRUE;
}

/**
 * haven_matter_check:
 * @error: %HAVEN_MATTER_ERROR, with a sentence that says what to give
 *
 * Whether a matter holds what its type and its stage need: filed needs a day and a way of sending,
 * closed an outcome, on hold a reason (domain 2.3).
 */
gboolean
haven_matter_check (const HavenMatter *matter, GError **error)
{
  g_return_val_if_fail (matter != NULL, FALSE);

  return check_value (types, matter->type, "type", error) &&
         check_value (stages, matter->stage, "stage", error) &&
         (matter->outcome == NULL || check_value (outcomes, matter->outcome, "outcome", error)) &&
         check_stage (matter, error);
}
