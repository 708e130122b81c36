/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-setup-page.h"

#include "haven-announce.h"
#include "haven-id.h"
#include "haven-passphrase-words.h"
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
};

G_DEFINE_FINAL_TYPE (HavenSetupPage, haven_setup_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPENED,
  SIGNAL_LEFT,
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
  const char *problem = *get_text (self->clinic_row) == '\0' ? _ ("Give the clinic a name. It stands on its papers.") : NULL;

  haven_announce_problem (self->clinic_problem, problem);
  if (problem == NULL)
    go_to (self, "you");
}

static const char *
find_person_problem (gpointer name, gpointer sign_in, gpointer passphrase, gpointer again)
{
  if (*get_text (name) == '\0')
    return _ ("Write the name.");
  if (*get_text (sign_in) == '\0')
    return _ ("Choose a sign-in name. It is typed each day, so a short one is good.");
  return haven_passphrase_find_problem (get_text (passphrase), get_text (again));
}

static void
passphrase_changed_cb (HavenSetupPage *self)
{
  gtk_label_set_text (self->strength, haven_passphrase_describe (get_text (self->passphrase_row)));
}

static void
you_done_cb (HavenSetupPage *self)
{
  const char *problem =
      find_person_problem (self->name_row, self->sign_in_row, self->passphrase_row, self->again_row);

  haven_announce_problem (self->you_problem, problem);
  if (problem == NULL)
    go_to (self, "partner");
}

static void
partner_passphrase_changed_cb (HavenSetupPage *self)
{
  gtk_label_set_text (self->partner_strength, haven_passphrase_describe (get_text (self->partner_passphrase_row)));
}

static const char *
find_partner_problem (HavenSetupPage *self)
{
  g_autofree char *own = g_utf8_casefold (get_text (self->sign_in_row), -1);
  g_autofree char *theirs = g_utf8_casefold (get_text (self->partner_sign_in_row), -1);

  if (!adw_switch_row_get_active (self->partner_row))
    return NULL;
  if (strcmp (own, theirs) == 0)
    return _ ("This sign-in name is taken already. Choose another one.");
  return find_person_problem (self->partner_name_row,
                              self->partner_sign_in_row,
                              self->partner_passphrase_row,
                              self->partner_again_row);
}

/* ── This device ──────────────────────────────────────────────────────────── */

static void
show_keyring_state (HavenSetupPage *self, HavenKeyringState state)
{
  /* For a vault that is not there yet, an open keyring holds nothing: that is how it must be. */
  self->keyring_sound = state == HAVEN_KEYRING_ABSENT;
  gtk_label_set_text (self->keyring_title,
                      self->keyring_sound ? _ ("The keyring of this device is ready.") : haven_keyring_state_get_title (state));
  gtk_label_set_text (self->keyring_sentence,
                      self->keyring_sound
                          ? _ ("It will hold this device’s share of the key: the vault opens with a passphrase on an "
                               "enrolled device alone. Who takes the disk cannot even begin to guess.")
                          : _ ("Haven cannot keep a share of the key on this device now. Repair the keyring and come "
                               "back to this step, or allow the passphrase alone."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->alone_row), TRUE);
  haven_announce (GTK_WIDGET (self), gtk_label_get_text (self->keyring_title));
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
  g_autofree char *nobody = haven_id_new ();

  self->keyring_sound = FALSE;
  gtk_label_set_text (self->keyring_title, _ ("Looking at the keyring…"));
  gtk_label_set_text (self->keyring_sentence, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->alone_row), FALSE);
  haven_keyring_lookup_item_async (self->keyring,
                                   nobody,
                                   HAVEN_KEYRING_ITEM_SHARE,
                                   HAVEN_KEYRING_PLAIN,
                                   self->cancellable,
                                   keyring_asked_cb,
                                   g_object_ref (self));
}

static void
partner_done_cb (HavenSetupPage *self)
{
  const char *problem = find_partner_problem (self);

  haven_announce_problem (self->partner_problem, problem);
  if (problem != NULL)
    return;
  go_to (self, "device");
  ask_keyring (self);
}

/* ── Making ───────────────────────────────────────────────────────────────── */

static void
show_sheets (HavenSetupPage *self, const HavenVaultMaking *making)
{
  self->legal_code = g_strdup (making->codes.legal);
  self->vault_id = g_strdup (making->vault_id);
  haven_sheet_page_set_code (self->clinic_sheet, HAVEN_RECOVERY_SHEET_CLINIC, making->codes.clinic, self->vault_id);
  go_to (self, "clinic-sheet");
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
  making->zone = g_strdup (zone ? gtk_string_object_get_string (zone) : "UTC");
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

/* That the passphrase alone shall do is somebody's decision, and never made for them. */
static void
make_cb (HavenSetupPage *self)
{
  const gboolean possible = self->keyring_sound || adw_switch_row_get_active (self->alone_row);

  haven_announce_problem (self->device_problem, possible ? NULL : _ ("Repair the keyring and look again, or allow the passphrase alone."));
  if (!possible)
    return;
  go_to (self, "making");
  haven_announce (GTK_WIDGET (self), _ ("Making the vault…"));
  haven_vault_making_start (gather_answers (self), self, self->cancellable, made_cb, NULL);
}

/* ── The sheets ───────────────────────────────────────────────────────────── */

static void
clinic_sheet_confirmed_cb (HavenSetupPage *self)
{
  haven_sheet_page_clear (self->clinic_sheet);
  haven_sheet_page_set_code (self->legal_sheet, HAVEN_RECOVERY_SHEET_LEGAL, self->legal_code, self->vault_id);
  go_to (self, "legal-sheet");
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
  haven_sheet_page_clear (self->legal_sheet);
  go_to (self, "done");
}

static void
done_cb (HavenSetupPage *self)
{
  g_autoptr (HavenSession) session = g_steal_pointer (&self->session);

  if (session != NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, session);
  forget_what_was_typed (self);
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
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
haven_setup_page_class_init (HavenSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_setup_page_dispose;

  /** HavenSetupPage::opened: the vault is made, and who made it is signed in. */
  signals[SIGNAL_OPENED] = g_signal_new ("opened",
                                         HAVEN_TYPE_SETUP_PAGE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         HAVEN_TYPE_SESSION);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

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

/** Nothing stays: neither what was typed nor what was made. */
void
haven_setup_page_abandon (HavenSetupPage *self)
{
  g_return_if_fail (HAVEN_IS_SETUP_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  if (self->session != NULL)
    haven_vault_making_undo (self->session, self->keeps_share ? self->keyring : NULL, self->vault_id);
  g_clear_object (&self->session);
  g_clear_pointer (&self->vault_id, g_free);
  forget_what_was_typed (self);
}

/** Returns: what the first administrator signs in with, as long as the page was not begun anew */
const char *
haven_setup_page_get_sign_in_name (HavenSetupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SETUP_PAGE (self), NULL);
  return get_text (self->sign_in_row);
}

/** Returns: where, clinic, you, partner, device, making, clinic-sheet, legal-sheet or done */
const char *
haven_setup_page_get_step (HavenSetupPage *self)
{
  g_return_val_if_fail (HAVEN_IS_SETUP_PAGE (self), NULL);
  return adw_navigation_view_get_visible_page_tag (self->pages);
}
