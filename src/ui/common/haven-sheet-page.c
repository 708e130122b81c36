/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sheet-page.h"

#include "haven-announce.h"
#include "haven-buttons.h"
#include "haven-clock.h"
#include "haven-staff-service.h"
#include "haven-way-out.h"
#include "haven-wipe.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_ASKED 2

struct _HavenSheetPage
{
  AdwBin parent_instance;

  /* template */
  GtkStack *steps;
  GtkLabel *heading;
  GtkLabel *about;
  GtkFlowBox *groups;
  GtkButton *print_button;
  GtkWidget *save_button;
  GtkLabel *saved;
  GtkLabel *print_problem;
  GtkButton *next_button;
  GtkWidget *by_hand_button;
  AdwEntryRow *first_row;
  AdwEntryRow *second_row;
  GtkLabel *problem;
  AdwPasswordEntryRow *passphrase_row;
  GtkLabel *passphrase_problem;
  GtkWidget *uncover_button;

  /* owned */
  HavenSession *session; /* nullable: whose passphrase uncovers the code */
  HavenKeyring *keyring;
  char *sign_in_name;
  char *code;
  char *vault_id;
  GBytes *paper; /* nullable: the sheet that is on its way to a printer or a file */
  GCancellable *cancellable;

  HavenRecoverySheetKind kind;
  guint asked[N_ASKED];
  gboolean sealed;  /* printed for somebody who is not there: nobody reads it */
  gboolean printed;
  gboolean trying; /* a passphrase is being checked */
};

G_DEFINE_FINAL_TYPE (HavenSheetPage, haven_sheet_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CONFIRMED,
  SIGNAL_UNCOVERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell (HavenSheetPage *self, GtkLabel *label, const char *sentence)
{
  gtk_label_set_text (label, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (sentence != NULL)
    haven_announce (GTK_WIDGET (self), sentence);
}

/* ── The paper ────────────────────────────────────────────────────────────── */

static GBytes *
make_sheet (HavenSheetPage *self, GError **error)
{
  g_autoptr (HavenClock) clock = haven_clock_new (NULL);
  const char *const *languages = g_get_language_names ();
  g_autofree char *language = g_strndup (languages[0], strcspn (languages[0], "_.@"));
  const gboolean letter = strstr (languages[0], "_US") || strstr (languages[0], "_CA") || strcmp (languages[0], "C") == 0;

  return haven_recovery_sheet_make (self->kind,
                                    self->code,
                                    self->vault_id,
                                    strlen (language) == 2 ? language : "en",
                                    letter ? HAVEN_DOCUMENT_PAPER_LETTER : HAVEN_DOCUMENT_PAPER_A4,
                                    haven_clock_today (clock),
                                    error);
}

static gboolean
prepare_paper (HavenSheetPage *self)
{
  g_autoptr (GError) error = NULL;

  tell (self, self->print_problem, NULL);
  tell (self, self->saved, NULL);
  g_clear_pointer (&self->paper, g_bytes_unref);
  self->paper = make_sheet (self, &error);
  if (self->paper == NULL)
    tell (self, self->print_problem, error->message);
  return self->paper != NULL;
}

static void
failed (gpointer widget, const GError *error)
{
  HavenSheetPage *self = HAVEN_SHEET_PAGE (widget);

  self->printed = FALSE;
  tell (self, self->print_problem, error->message);
}

static void
saved_cb (gpointer widget)
{
  HavenSheetPage *self = HAVEN_SHEET_PAGE (widget);

  tell (self, self->saved, _ ("Saved. Move it off this computer, then delete it here."));
}

static void
print_cb (HavenSheetPage *self)
{
  if (!prepare_paper (self))
    return;
  self->printed = TRUE;
  haven_bytes_print (GTK_WIDGET (self), _ ("Recovery Sheet"), self->paper, self->cancellable, failed);
}

static void
save_cb (HavenSheetPage *self)
{
  if (prepare_paper (self))
    haven_bytes_save_then (GTK_WIDGET (self),
                           _ ("Save the Sheet"),
                           "sheet.pdf",
                           self->paper,
                           self->cancellable,
                           saved_cb,
                           failed);
}

/* ── Confirming ───────────────────────────────────────────────────────────── */

/* Its number stands beside it: it is asked for by number later. */
static GtkWidget *
make_group (const char *group, guint number)
{
  g_autofree char *name = g_strdup_printf (_ ("Group %u: %s"), number, group);
  g_autofree char *shown = g_strdup_printf ("%u", number);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (shown);
  GtkWidget *label = gtk_label_new (group);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dimmed");
  gtk_widget_add_css_class (label, "recovery-group");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  haven_wipe (g_steal_pointer (&name));
  return child;
}

static void
show_code (HavenSheetPage *self)
{
  g_auto (GStrv) groups = g_strsplit (self->code, "-", -1);

  gtk_flow_box_remove_all (self->groups);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (!self->sealed)
        gtk_flow_box_append (self->groups, make_group (groups[i], i + 1));
      haven_wipe (g_steal_pointer (&groups[i]));
    }
}

static const char *
get_about (HavenSheetPage *self)
{
  if (self->kind == HAVEN_RECOVERY_SHEET_CLINIC)
    return _ ("Who forgot a passphrase, or has a new computer, uses this code to come in. Print it, and "
              "keep it in a locked place away from this computer. Haven does not keep it.");
  if (self->sealed)
    return _ ("Print it without reading, put it in an envelope and seal it.");
  return _ ("This code opens the legal part alone. Print it and hand it to the legal partner: "
            "nobody in the clinic keeps it. Haven does not keep it either.");
}

/* A file would stay with the clinic, which does not keep the legal partner's code. */
static void
show_sheet (HavenSheetPage *self)
{
  gtk_label_set_text (self->heading,
                      self->kind == HAVEN_RECOVERY_SHEET_CLINIC ? _ ("The clinic’s recovery sheet")
                                                                : _ ("The legal partner’s recovery sheet"));
  gtk_label_set_text (self->about, get_about (self));
  gtk_widget_set_visible (self->save_button, self->kind == HAVEN_RECOVERY_SHEET_CLINIC);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), !self->sealed);
  gtk_widget_set_visible (self->by_hand_button, self->sealed);
  gtk_button_set_label (self->next_button, self->sealed ? _ ("The _Envelope Is Sealed") : _ ("I _Have the Paper"));
  tell (self, self->print_problem, NULL);
  tell (self, self->saved, NULL);
  show_code (self);
  gtk_stack_set_visible_child_name (self->steps, "code");
}

static void
ask_groups (HavenSheetPage *self)
{
  AdwEntryRow *rows[N_ASKED] = { self->first_row, self->second_row };

  /* Two of them, and never two neighbours' luck: which ones is not known before. */
  self->asked[0] = (guint) g_random_int_range (0, HAVEN_RECOVERY_N_GROUPS / 2);
  self->asked[1] = (guint) g_random_int_range (HAVEN_RECOVERY_N_GROUPS / 2, HAVEN_RECOVERY_N_GROUPS);
  for (int i = 0; i < N_ASKED; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Group %u of the sheet"), self->asked[i] + 1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows[i]), title);
      gtk_editable_set_text (GTK_EDITABLE (rows[i]), "");
    }
  tell (self, self->problem, NULL);
}

static void
next_cb (HavenSheetPage *self)
{
  if (self->sealed && self->printed)
    {
      g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
      return;
    }
  if (self->sealed)
    {
      tell (self, self->print_problem, _ ("Print the sheet first. Without it, the legal partner cannot begin."));
      haven_sheet_page_focus (self);
      return;
    }
  ask_groups (self);
  gtk_stack_set_visible_child_name (self->steps, "confirm");
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static void
back_cb (HavenSheetPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "code");
  haven_sheet_page_focus (self);
}

/* Where there is no printer, somebody has to see it. */
static void
by_hand_cb (HavenSheetPage *self)
{
  haven_sheet_page_set_sealed (self, FALSE);
  haven_sheet_page_focus (self);
}

static void
confirm_cb (HavenSheetPage *self)
{
  AdwEntryRow *rows[N_ASKED] = { self->first_row, self->second_row };

  for (int i = 0; i < N_ASKED; i++)
    {
      g_autofree char *sentence = NULL;

      gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
      if (haven_recovery_code_check_group (self->code, self->asked[i], gtk_editable_get_text (GTK_EDITABLE (rows[i]))))
        continue;
      sentence = g_strdup_printf (_ ("That is not group %u of the sheet. Read it once more, or go back and look."),
                                  self->asked[i] + 1);
      gtk_widget_add_css_class (GTK_WIDGET (rows[i]), "error");
      gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
      tell (self, self->problem, sentence);
      return;
    }
  tell (self, self->problem, NULL);
  g_signal_emit (self, signals[SIGNAL_CONFIRMED], 0);
}

/* ── Covered ──────────────────────────────────────────────────────────────── */

typedef struct
{
  char *name;
  char *passphrase;
  HavenKeyring *keyring;
} Proof;

static void
free_proof (gpointer data)
{
  Proof *proof = data;

  g_free (proof->name);
  haven_wipe (proof->passphrase);
  g_clear_object (&proof->keyring);
  g_free (proof);
}

static gpointer
check_proof (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Proof *proof = data;

  return GINT_TO_POINTER (haven_staff_check_passphrase (session, proof->name, proof->passphrase, proof->keyring, error));
}

static void
set_trying (HavenSheetPage *self, gboolean trying)
{
  self->trying = trying;
  gtk_widget_set_sensitive (self->uncover_button, !trying);
}

static void
proof_checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const gboolean proven = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenSheetPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_trying (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  tell (self, self->passphrase_problem, proven ? NULL : error->message);
  if (proven)
    show_sheet (self);
  haven_sheet_page_focus (self);
  if (proven)
    g_signal_emit (self, signals[SIGNAL_UNCOVERED], 0);
}

static void
uncover_cb (HavenSheetPage *self)
{
  Proof *proof;

  if (self->trying)
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row)) == '\0')
    {
      tell (self, self->passphrase_problem, _ ("Type the passphrase first."));
      haven_sheet_page_focus (self);
      return;
    }
  proof = g_new0 (Proof, 1);
  proof->name = g_strdup (self->sign_in_name);
  proof->passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row)));
  proof->keyring = self->keyring ? g_object_ref (self->keyring) : NULL;
  set_trying (self, TRUE);
  haven_session_work_async (self->session, check_proof, proof, free_proof, NULL, self->cancellable, proof_checked_cb, self);
}

/* What waits for an answer gets none: neither where to print or keep it, nor whether a passphrase is right. */
static void
stop_asking (HavenSheetPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->paper, g_bytes_unref);
  gtk_flow_box_remove_all (self->groups);
  gtk_editable_set_text (GTK_EDITABLE (self->first_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  tell (self, self->passphrase_problem, NULL);
  set_trying (self, FALSE);
}

/* ── The object ───────────────────────────────────────────────────────────── */

static void
haven_sheet_page_dispose (GObject *object)
{
  HavenSheetPage *self = HAVEN_SHEET_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->groups != NULL)
    haven_sheet_page_clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_SHEET_PAGE);
  G_OBJECT_CLASS (haven_sheet_page_parent_class)->dispose (object);
}

static void
haven_sheet_page_finalize (GObject *object)
{
  HavenSheetPage *self = HAVEN_SHEET_PAGE (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->keyring);
  g_free (self->sign_in_name);
  G_OBJECT_CLASS (haven_sheet_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-sheet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, heading);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, about);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, groups);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, saved);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, print_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, by_hand_button);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, passphrase_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, uncover_button);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_cb);
  gtk_widget_class_bind_template_callback (widget_class, uncover_cb);
}

static void
haven_sheet_page_class_init (HavenSheetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_sheet_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_sheet_page_finalize;

  /** HavenSheetPage::confirmed: the paper is there, and can be read. */
  signals[SIGNAL_CONFIRMED] =
      g_signal_new ("confirmed", HAVEN_TYPE_SHEET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /** HavenSheetPage::uncovered: the passphrase was right, and the code is shown again. */
  signals[SIGNAL_UNCOVERED] =
      g_signal_new ("uncovered", HAVEN_TYPE_SHEET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
}

static void
haven_sheet_page_init (HavenSheetPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_buttons_wrap (GTK_WIDGET (self));
  /* A code reads from left to right in every language, as on the paper. */
  gtk_widget_set_direction (GTK_WIDGET (self->groups), GTK_TEXT_DIR_LTR);
}

/** @code: as haven_vaults_create() gives it; the page wipes its copy when it is cleared or goes */
void
haven_sheet_page_set_code (HavenSheetPage *self, HavenRecoverySheetKind kind, const char *code, const char *vault_id)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self) && code != NULL);

  haven_sheet_page_clear (self);
  self->kind = kind;
  self->code = g_strdup (code);
  self->vault_id = g_strdup (vault_id);
  self->sealed = self->printed = FALSE;
  show_sheet (self);
}

/** @session: whose passphrase uncovers the code; @keyring: (nullable): where this device's share is */
void
haven_sheet_page_set_guard (HavenSheetPage *self, HavenSession *session, const char *sign_in_name, HavenKeyring *keyring)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->keyring, keyring);
  g_set_str (&self->sign_in_name, sign_in_name);
}

/** After haven_sheet_page_set_code(): it is printed for somebody who is not there, and shown to nobody. */
void
haven_sheet_page_set_sealed (HavenSheetPage *self, gboolean sealed)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self) && self->code != NULL);

  self->sealed = sealed;
  if (strcmp (gtk_stack_get_visible_child_name (self->steps), "covered") != 0)
    show_sheet (self);
}

/** The code goes from the screen, and comes back with the passphrase alone; needs haven_sheet_page_set_guard(). */
void
haven_sheet_page_cover (HavenSheetPage *self)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self));

  if (self->code == NULL || self->session == NULL)
    return;
  stop_asking (self);
  gtk_stack_set_visible_child_name (self->steps, "covered");
  haven_sheet_page_focus (self);
}

/** Puts the keys where one goes on. */
void
haven_sheet_page_focus (HavenSheetPage *self)
{
  const char *step;

  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self));

  step = gtk_stack_get_visible_child_name (self->steps);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (strcmp (step, "covered") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  else if (strcmp (step, "confirm") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->print_button));
}

/** Nothing of the code stays here. */
void
haven_sheet_page_clear (HavenSheetPage *self)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self));

  stop_asking (self);
  haven_wipe (g_steal_pointer (&self->code));
  g_clear_pointer (&self->vault_id, g_free);
  haven_sheet_page_set_guard (self, NULL, NULL, NULL);
}

guint
haven_sheet_page_get_asked (HavenSheetPage *self, guint which)
{
  g_return_val_if_fail (HAVEN_IS_SHEET_PAGE (self) && which < N_ASKED, 0);
  return self->asked[which];
}
