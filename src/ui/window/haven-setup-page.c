/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-setup-page.h"

#include "haven-announce.h"
#include "haven-passphrase-words.h"
#include "haven-setup-words.h"
#include "haven-sheet-page.h"
#include "haven-vault-folder.h"
#include "haven-vault-making.h"
#include "haven-way-out.h"
#include "haven-zone-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenSetupPage
{
  AdwBin parent_instance;

  /* template */
  AdwNavigationView *pages;
  AdwActionRow *folder_row;
  GtkLabel *where_problem;
  AdwEntryRow *clinic_row;
  AdwComboRow *zone_row;
  GtkLabel *clinic_problem;
  AdwEntryRow *name_row;
  AdwEntryRow *sign_in_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwPasswordEntryRow *again_row;
  AdwSwitchRow *patients_row;
  GtkLabel *strength;
  GtkLabel *you_problem;
  AdwSwitchRow *partner_row;
  GtkWidget *partner_rows;
  AdwEntryRow *partner_name_row;
  AdwEntryRow *partner_sign_in_row;
  AdwPasswordEntryRow *partner_passphrase_row;
  AdwPasswordEntryRow *partner_again_row;
  GtkLabel *partner_strength;
  GtkLabel *partner_problem;
  GtkLabel *keyring_title;
  GtkLabel *keyring_sentence;
  AdwSwitchRow *alone_row;
  GtkLabel *device_problem;
  GtkWidget *make_button;
  GtkWidget *here_button;
  GtkWidget *begin_button;
  HavenSheetPage *clinic_sheet;
  HavenSheetPage *legal_sheet;

  /* owned */
  char *folder;
  HavenKeyring *keyring;
  GCancellable *cancellable;
  HavenSession *session; /* made, and not given on yet */
  char *vault_id;
  char *legal_code;
  HavenPassphraseCost cost;
  gboolean keeps_share;
  gboolean keyring_sound;
  gboolean finished; /* both sheets are confirmed: the vault stays, whatever happens */
  gboolean covered;  /* no code is shown before the passphrase is typed again */

  /* borrowed */
  AdwDialog *question; /* weak: whether somebody means to leave */
  HavenSetupLeft left;
  gpointer left_data;
};

G_DEFINE_FINAL_TYPE (HavenSetupPage, haven_setup_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_LEFT,
  SIGNAL_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
go_to (HavenSetupPage *self, const char *tag)
{
  adw_navigation_view_push_by_tag (self->pages, tag);
}

/* ── Where ────────────────────────────────────────────────────────────────── */

static void
folder_chosen (gpointer widget, const char *path)
{
  haven_setup_page_set_folder (HAVEN_SETUP_PAGE (widget), path);
}

static void
choose_folder_cb (HavenSetupPage *self)
{
  haven_folder_choose (GTK_WIDGET (self), _ ("Choose an Empty Folder for the Vault"), self->cancellable, folder_chosen);
}

static void
where_done_cb (HavenSetupPage *self)
{
  g_autofree char *problem = self->folder ? haven_vault_folder_find_problem (self->folder)
                                          : g_strdup (_ ("Choose a folder first."));

  haven_announce_problem (self->where_problem, problem);
  if (problem == NULL)
    go_to (self, "clinic");
}

/* ── The clinic, the first administrator, the legal partner ───────────────── */

static void
clinic_done_cb (HavenSetupPage *self)
{
  const char *nameless = *get_text (self->clinic_row) == '\0' ? _ ("Give the clinic a name. It stands on its papers.") : NULL;
  const char *zoneless = haven_zone_list_is_placeholder (adw_combo_row_get_selected_item (self->zone_row))
                             ? _ ("Choose the time zone of the clinic. This device does not say which one it is.")
                             : NULL;

  if (haven_setup_is_well (self->clinic_problem, nameless, self->clinic_row) &&
      haven_setup_is_well (self->clinic_problem, zoneless, self->zone_row))
    go_to (self, "you");
}

static void
passphrase_changed_cb (HavenSetupPage *self)
{
  gtk_label_set_text (self->strength, haven_passphrase_describe (get_text (self->passphrase_row)));
}

static void
you_done_cb (HavenSetupPage *self)
{
  gpointer field;
  const char *problem =
      haven_setup_find_person_problem (self->name_row, self->sign_in_row, self->passphrase_row, self->again_row, &field);

  if (haven_setup_is_well (self->you_problem, problem, field))
    go_to (self, "partner");
}

static void
partner_passphrase_changed_cb (HavenSetupPage *self)
{
  gtk_label_set_text (self->partner_strength, haven_passphrase_describe (get_text (self->partner_passphrase_row)));
}

static const char *
find_partner_problem (HavenSetupPage *self, gpointer *field)
{
  g_autofree char *own = g_utf8_casefold (get_text (self->sign_in_row), -1);
  g_autofree char *theirs = g_utf8_casefold (get_text (self->partner_sign_in_row), -1);

  *field = self->partner_sign_in_row;
  if (!adw_switch_row_get_active (self->partner_row))
    return NULL;
  if (strcmp (own, theirs) == 0)
    return _ ("This sign-in name is taken already. Choose another one.");
  return haven_setup_find_person_problem (self->partner_name_row,
                                          self->partner_sign_in_row,
                                          self->partner_passphrase_row,
                                          self->partner_again_row,
                                          field);
}

/* ── This device ──────────────────────────────────────────────────────────── */

static void
show_keyring_state (HavenSetupPage *self, HavenKeyringState state)
{
  /* For a vault that is not there yet, an open keyring holds nothing: that is how it must be. */
  self->keyring_sound = state == HAVEN_KEYRING_ABSENT;
  gtk_label_set_text (self->keyring_title,
                      self->keyring_sound ? _ ("The keyring of this device is ready.") : haven_keyring_state_get_title (state));
  gtk_label_set_text (self->keyring_sentence, haven_setup_get_keyring_sentence (state));
  gtk_widget_set_sensitive (GTK_WIDGET (self->alone_row), TRUE);
  haven_announce (GTK_WIDGET (self), gtk_label_get_text (self->keyring_title));
}

static void
alone_changed_cb (HavenSetupPage *self)
{
  haven_announce_problem (self->device_problem, NULL);
}

static void
keyring_asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenSetupPage) self = data;
  g_autoptr (GBytes) content = NULL;
  HavenKeyringState state = haven_keyring_finish (HAVEN_KEYRING (source), result, &content);

  if (self->pages != NULL && state != HAVEN_KEYRING_CANCELLED)
    show_keyring_state (self, state);
}

static void
ask_keyring (HavenSetupPage *self)
{
  self->keyring_sound = FALSE;
  haven_announce_problem (self->device_problem, NULL);
  gtk_label_set_text (self->keyring_title, _ ("Looking at the keyring…"));
  gtk_label_set_text (self->keyring_sentence, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->alone_row), FALSE);
  haven_vault_making_ask_keyring (self->keyring, self->cancellable, keyring_asked_cb, g_object_ref (self));
}

static void
partner_done_cb (HavenSetupPage *self)
{
  gpointer field;
  const char *problem = find_partner_problem (self, &field);

  if (!haven_setup_is_well (self->partner_problem, problem, field))
    return;
  go_to (self, "device");
  ask_keyring (self);
}

/* ── Making ───────────────────────────────────────────────────────────────── */

static void
show_sheet (HavenSetupPage *self, HavenSheetPage *sheet, HavenRecoverySheetKind kind, const char *code, const char *tag)
{
  haven_sheet_page_set_code (sheet, kind, code, self->vault_id);
  haven_sheet_page_set_guard (sheet,
                              self->session,
                              get_text (self->sign_in_row),
                              self->keeps_share ? self->keyring : NULL);
  if (self->covered)
    haven_sheet_page_cover (sheet);
  go_to (self, tag);
  if (!self->covered)
    g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static void
show_sheets (HavenSetupPage *self, const HavenVaultMaking *making)
{
  self->legal_code = g_strdup (making->codes.legal);
  self->vault_id = g_strdup (making->vault_id);
  show_sheet (self, self->clinic_sheet, HAVEN_RECOVERY_SHEET_CLINIC, making->codes.clinic, "clinic-sheet");
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HavenSetupPage *self = HAVEN_SETUP_PAGE (source);
  HavenVaultMaking *making;
  g_autoptr (GError) error = NULL;
  HavenSession *session = haven_vault_making_finish (result, &making, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (session == NULL)
    {
      self->covered = FALSE;
      adw_navigation_view_pop_to_tag (self->pages, "device");
      haven_announce_problem (self->device_problem, error->message);
      return;
    }
  self->session = session;
  self->keeps_share = !making->passphrase_alone;
  show_sheets (self, making);
}

static HavenVaultMaking *
gather_answers (HavenSetupPage *self)
{
  HavenVaultMaking *making = g_new0 (HavenVaultMaking, 1);
  GtkStringObject *zone = GTK_STRING_OBJECT (adw_combo_row_get_selected_item (self->zone_row));
  const gboolean with_partner = adw_switch_row_get_active (self->partner_row);

  making->folder = g_strdup (self->folder);
  making->clinic_name = g_strdup (get_text (self->clinic_row));
  making->zone = g_strdup (gtk_string_object_get_string (zone));
  making->name = g_strdup (get_text (self->name_row));
  making->sign_in_name = g_strdup (get_text (self->sign_in_row));
  making->passphrase = g_strdup (get_text (self->passphrase_row));
  making->sees_patients = adw_switch_row_get_active (self->patients_row);
  if (with_partner)
    {
      making->partner_name = g_strdup (get_text (self->partner_name_row));
      making->partner_sign_in_name = g_strdup (get_text (self->partner_sign_in_row));
      making->partner_passphrase = g_strdup (get_text (self->partner_passphrase_row));
    }
  making->passphrase_alone = adw_switch_row_get_active (self->alone_row);
  making->keyring = g_object_ref (self->keyring);
  making->cost = self->cost;
  return making;
}

/* Nothing but the passphrase stands between the disk and what is on it then. Leads to where it is chosen anew. */
static gboolean
refuse_easy_passphrase (HavenSetupPage *self)
{
  const char *sentence = _ ("With passphrases alone, this one is too easy to guess. Make it five words or more.");
  const gboolean own = haven_passphrase_is_easy (get_text (self->passphrase_row));
  const gboolean theirs = adw_switch_row_get_active (self->partner_row) &&
                          haven_passphrase_is_easy (get_text (self->partner_passphrase_row));

  if (!adw_switch_row_get_active (self->alone_row) || (!own && !theirs))
    return FALSE;
  adw_navigation_view_pop_to_tag (self->pages, own ? "you" : "partner");
  haven_setup_is_well (own ? self->you_problem : self->partner_problem,
                       sentence,
                       own ? self->passphrase_row : self->partner_passphrase_row);
  return TRUE;
}

/* That the passphrase alone shall do is somebody's decision, and never made for them. */
static void
make_cb (HavenSetupPage *self)
{
  const gboolean possible = self->keyring_sound || adw_switch_row_get_active (self->alone_row);
  const char *sentence = _ ("Turn the password store on and look again, or allow the passphrase alone.");

  if (!haven_setup_is_well (self->device_problem, possible ? NULL : sentence, self->alone_row) || refuse_easy_passphrase (self))
    return;
  self->covered = FALSE;
  go_to (self, "making");
  haven_announce (GTK_WIDGET (self), _ ("Making the vault…"));
  haven_vault_making_start (gather_answers (self), self, self->cancellable, made_cb, NULL);
}

/* ── The sheets ───────────────────────────────────────────────────────────── */

static void
clinic_sheet_confirmed_cb (HavenSetupPage *self)
{
  haven_sheet_page_clear (self->clinic_sheet);
  go_to (self, "legal-call");
}

/* The clinic does not read the code of the legal part. */
static void
show_legal_sheet (HavenSetupPage *self, gboolean sealed)
{
  show_sheet (self, self->legal_sheet, HAVEN_RECOVERY_SHEET_LEGAL, self->legal_code, "legal-sheet");
  haven_sheet_page_set_sealed (self->legal_sheet, sealed);
}

static void
partner_here_cb (HavenSetupPage *self)
{
  show_legal_sheet (self, FALSE);
}

static void
partner_away_cb (HavenSetupPage *self)
{
  show_legal_sheet (self, TRUE);
}

static void
uncovered_cb (HavenSetupPage *self)
{
  self->covered = FALSE;
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

static HavenSheetPage *
get_visible_sheet (HavenSetupPage *self)
{
  GtkWidget *page = GTK_WIDGET (adw_navigation_view_get_visible_page (self->pages));

  if (gtk_widget_is_ancestor (GTK_WIDGET (self->clinic_sheet), page))
    return self->clinic_sheet;
  return gtk_widget_is_ancestor (GTK_WIDGET (self->legal_sheet), page) ? self->legal_sheet : NULL;
}

static void
forget_what_was_typed (HavenSetupPage *self)
{
  gpointer rows[] = { self->clinic_row,        self->name_row,           self->sign_in_row,
                      self->passphrase_row,    self->again_row,          self->partner_name_row,
                      self->partner_sign_in_row, self->partner_passphrase_row, self->partner_again_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), "");
  if (self->legal_code != NULL)
    explicit_bzero (self->legal_code, strlen (self->legal_code));
  g_clear_pointer (&self->legal_code, g_free);
  haven_sheet_page_clear (self->clinic_sheet);
  haven_sheet_page_clear (self->legal_sheet);
}

static void
legal_sheet_confirmed_cb (HavenSetupPage *self)
{
  self->finished = TRUE;
  haven_sheet_page_clear (self->legal_sheet);
  go_to (self, "done");
}

/* ── Leaving ──────────────────────────────────────────────────────────────── */

static void
answered_cb (HavenSetupPage *self, const char *response)
{
  if (strcmp (response, "remove") != 0 || !haven_setup_page_is_unfinished (self))
    return;
  haven_setup_page_abandon (self);
  adw_navigation_view_pop_to_tag (self->pages, "where");
  self->left (self->left_data);
}

static void
emit_left (gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_LEFT], 0);
}

static void
back_cb (HavenSetupPage *self)
{
  haven_setup_page_ask_to_leave (self, emit_left, self);
}

static void
left_cb (HavenSetupPage *self)
{
  haven_setup_page_abandon (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_setup_page_dispose (GObject *object)
{
  HavenSetupPage *self = HAVEN_SETUP_PAGE (object);

  if (self->pages != NULL)
    haven_setup_page_abandon (self);
  g_clear_weak_pointer (&self->question);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->folder, g_free);
  /* The template takes its own children away, and a bin would look for its child afterwards. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_SETUP_PAGE);
  G_OBJECT_CLASS (haven_setup_page_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, pages);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, where_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, clinic_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, zone_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, clinic_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, patients_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, strength);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, you_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_rows);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_name_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_again_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_strength);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, partner_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, keyring_title);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, keyring_sentence);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, alone_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, device_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, make_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, here_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, clinic_sheet);
  gtk_widget_class_bind_template_child (widget_class, HavenSetupPage, legal_sheet);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, where_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, clinic_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, you_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_keyring);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, clinic_sheet_confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, legal_sheet_confirmed_cb);
  gtk_widget_class_bind_template_callback (widget_class, alone_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_here_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_away_cb);
  gtk_widget_class_bind_template_callback (widget_class, uncovered_cb);
  gtk_widget_class_bind_template_callback (widget_class, haven_setup_page_focus);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, haven_setup_page_begin);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
haven_setup_page_class_init (HavenSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_setup_page_dispose;

  /** HavenSetupPage::opened: the vault is made, and who made it is signed in. */
  signals[SIGNAL_OPENED] = g_signal_new (
      "opened", HAVEN_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HAVEN_TYPE_SESSION);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /** HavenSetupPage::code-shown: what is on the screen now goes from it when nobody is there. */
  signals[SIGNAL_SHOWN] =
      g_signal_new ("code-shown", HAVEN_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_SHEET_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-setup-page.ui");
  bind_rows (widget_class);
  bind_callbacks (widget_class);
}

static void
haven_setup_page_init (HavenSetupPage *self)
{
  g_autoptr (GtkStringList) zones = haven_zone_list_new ();

  self->cancellable = g_cancellable_new ();
  self->keyring = haven_system_keyring_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->zone_row, G_LIST_MODEL (zones));
  adw_combo_row_set_selected (self->zone_row, haven_zone_list_find_local (zones));
}

/** Begins at the first step. */
void
haven_setup_page_start (HavenSetupPage *self)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  haven_setup_page_abandon (self);
  adw_navigation_view_pop_to_tag (self->pages, "where");
}

/** Where the vault shall lie. Whether it can is looked at when one goes on. */
void
haven_setup_page_set_folder (HavenSetupPage *self, const char *folder)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self) && folder != NULL);

  g_set_str (&self->folder, folder);
  shown = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
  haven_announce_problem (self->where_problem, NULL);
}

/** @keyring: where this device's share goes; the system's by default */
void
haven_setup_page_set_keyring (HavenSetupPage *self, HavenKeyring *keyring)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));
  g_set_object (&self->keyring, keyring);
}

/** What a try of a passphrase costs; by default it is measured on this device. */
void
haven_setup_page_set_cost (HavenSetupPage *self, const HavenPassphraseCost *cost)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));
  self->cost = *cost;
}

/** Nothing of what was typed stays, and nothing of a vault whose sheets were not confirmed; one that is finished stays. */
void
haven_setup_page_abandon (HavenSetupPage *self)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  if (self->session != NULL && self->finished)
    haven_session_leave (self->session);
  else if (self->session != NULL)
    haven_vault_making_undo (self->session, self->keeps_share ? self->keyring : NULL, self->vault_id);
  g_clear_object (&self->session);
  g_clear_pointer (&self->vault_id, g_free);
  self->finished = self->covered = FALSE;
  forget_what_was_typed (self);
}

/** Returns: whether there is a vault that goes when somebody leaves now */
gboolean
haven_setup_page_is_unfinished (HavenSetupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SETUP_PAGE (self), FALSE);
  return self->session != NULL && !self->finished;
}

/** @left: called once it was removed, where somebody means to leave; for a vault that is not finished */
void
haven_setup_page_ask_to_leave (HavenSetupPage *self, HavenSetupLeft left, gpointer data)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self) && left != NULL);

  self->left = left;
  self->left_data = data;
  if (self->question != NULL)
    return;
  g_set_weak_pointer (&self->question, haven_setup_question_new ());
  g_signal_connect_object (self->question, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (self->question, GTK_WIDGET (self));
}

/** The window is hidden or locked: codes go from the screen, and come back with the passphrase alone. */
void
haven_setup_page_cover (HavenSetupPage *self)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  /* A vault that is being made shows its code when it is there. */
  self->covered = !self->finished && (self->session != NULL || strcmp (haven_setup_page_get_step (self), "making") == 0);
  haven_sheet_page_cover (self->clinic_sheet);
  haven_sheet_page_cover (self->legal_sheet);
}

/** A vault that is finished is handed on; otherwise nothing happens. */
void
haven_setup_page_begin (HavenSetupPage *self)
{
  g_autoptr (HavenSession) session = NULL;

  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  if (self->session == NULL || !self->finished)
    return;
  session = g_steal_pointer (&self->session);
  self->finished = FALSE;
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
  forget_what_was_typed (self);
}

/** Puts the keys where one goes on. */
void
haven_setup_page_focus (HavenSetupPage *self)
{
  const struct { const char *step; gpointer widget; } first[] = {
    { "clinic", self->clinic_row },     { "you", self->name_row },           { "partner", self->partner_row },
    { "device", self->make_button },    { "legal-call", self->here_button }, { "done", self->begin_button },
  };

  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || self->question != NULL)
    return;
  if (get_visible_sheet (self) != NULL)
    haven_sheet_page_focus (get_visible_sheet (self));
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    if (strcmp (haven_setup_page_get_step (self), first[i].step) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (first[i].widget));
}

/** Returns: what the first administrator signs in with, as long as the page was not begun anew */
const char *
haven_setup_page_get_sign_in_name (HavenSetupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SETUP_PAGE (self), NULL);
  return get_text (self->sign_in_row);
}

/** Returns: where, clinic, you, partner, device, making, clinic-sheet, legal-call, legal-sheet or done */
const char *
haven_setup_page_get_step (HavenSetupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SETUP_PAGE (self), NULL);
  return adw_navigation_view_get_visible_page_tag (self->pages);
}
