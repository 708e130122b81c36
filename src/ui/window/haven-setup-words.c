/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-setup-words.h"

#include "haven-announce.h"
#include "haven-passphrase-words.h"

#include <glib/gi18n.h>

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/**
 * haven_setup_is_well:
 * @problem: (nullable): one sentence
 * @field: where it can be mended: it gets the keys
 *
 * Returns: whether there is no problem
 */
gboolean
haven_setup_is_well (GtkLabel *label, const char *problem, gpointer field)
{
  haven_announce_problem (label, problem);
  if (problem != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (field));
  return problem == NULL;
}

/** @field: (out): the row in which it can be mended; Returns: (nullable): why somebody cannot be signed up like that */
const char *
haven_setup_find_person_problem (gpointer name, gpointer sign_in, gpointer passphrase, gpointer again, gpointer *field)
{
  *field = name;
  if (*get_text (name) == '\0')
    return _ ("Write the name.");
  *field = sign_in;
  if (*get_text (sign_in) == '\0')
    return _ ("Choose a sign-in name. It is typed each day, so a short one is good.");
  *field = g_utf8_strlen (get_text (passphrase), -1) < HAVEN_PASSPHRASE_LEAST ? passphrase : again;
  return haven_passphrase_find_problem (get_text (passphrase), get_text (again));
}

/** What the answer of the keyring means for a new vault. Where nothing keeps secrets, there is nothing to repair. */
const char *
haven_setup_get_keyring_sentence (HavenKeyringState state)
{
  if (state == HAVEN_KEYRING_ABSENT)
    return _ ("It will hold this device’s share of the key: the vault opens with a passphrase on an "
              "enrolled device alone. Who takes the disk cannot even begin to guess.");
  if (state == HAVEN_KEYRING_NO_BUS || state == HAVEN_KEYRING_NO_SERVICE || state == HAVEN_KEYRING_NO_KEYRING)
    return _ ("This computer has no password store that Haven can use. Turn it on with help and look again, or go on "
              "with passphrases alone: then each needs five words or more.");
  return _ ("Haven cannot keep a share of the key on this device now. Repair the keyring and come "
            "back to this step, or allow the passphrase alone.");
}

/** Asks whoever leaves before the sheets are confirmed; its responses are "stay" and "remove". */
AdwDialog *
haven_setup_question_new (void)
{
  AdwDialog *question = adw_alert_dialog_new (_ ("The vault is not finished."),
                                              _ ("If you leave now it is removed, and the sheets you printed open "
                                                 "nothing."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "stay", _ ("_Stay"), "remove", _ ("_Remove It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "stay");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "stay");
  return question;
}
