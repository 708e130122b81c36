/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-sheet-page.h"

#include "haven-announce.h"
#include "haven-clock.h"
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
  GtkLabel *print_problem;
  GtkLabel *confirm_about;
  AdwEntryRow *first_row;
  AdwEntryRow *second_row;
  GtkLabel *problem;

  /* owned */
  char *code;
  char *vault_id;
  GBytes *paper; /* nullable: the sheet that is on its way to a printer or a file */
  GCancellable *cancellable;

  HavenRecoverySheetKind kind;
  guint asked[N_ASKED];
};

G_DEFINE_FINAL_TYPE (HavenSheetPage, haven_sheet_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_CONFIRMED,
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

  tell (self, self->print_problem, error->message);
}

static void
print_cb (HavenSheetPage *self)
{
  if (prepare_paper (self))
    haven_bytes_print (GTK_WIDGET (self), _ ("Recovery Sheet"), self->paper, self->cancellable, failed);
}

static void
save_cb (HavenSheetPage *self)
{
  if (prepare_paper (self))
    haven_bytes_save (GTK_WIDGET (self), _ ("Save the Sheet"), "sheet.pdf", self->paper, self->cancellable, failed);
}

/* ── Confirming ───────────────────────────────────────────────────────────── */

static void
show_code (HavenSheetPage *self)
{
  g_auto (GStrv) groups = g_strsplit (self->code, "-", -1);

  gtk_flow_box_remove_all (self->groups);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Group %u: %s"), i + 1, groups[i]);
      GtkWidget *label = gtk_label_new (groups[i]);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_add_css_class (label, "recovery-group");
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), label);
      gtk_widget_set_focusable (child, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_flow_box_append (self->groups, child);
      haven_wipe (g_steal_pointer (&groups[i]));
    }
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
  ask_groups (self);
  gtk_stack_set_visible_child_name (self->steps, "confirm");
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static void
back_cb (HavenSheetPage *self)
{
  gtk_stack_set_visible_child_name (self->steps, "code");
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
  g_object_unref (HAVEN_SHEET_PAGE (object)->cancellable);
  G_OBJECT_CLASS (haven_sheet_page_parent_class)->finalize (object);
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

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-sheet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, heading);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, about);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, groups);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, print_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, confirm_about);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, HavenSheetPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
haven_sheet_page_init (HavenSheetPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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
  gtk_label_set_text (self->heading,
                      kind == HAVEN_RECOVERY_SHEET_CLINIC ? _ ("The clinic’s recovery sheet")
                                                          : _ ("The legal partner’s recovery sheet"));
  gtk_label_set_text (self->about,
                      kind == HAVEN_RECOVERY_SHEET_CLINIC
                          ? _ ("Who forgot a passphrase, or has a new computer, comes in by this code. Print it, and "
                               "keep it in a locked place away from this computer. Haven does not keep it.")
                          : _ ("This code opens the legal part alone. Print it and hand it to the legal partner: "
                               "nobody in the clinic keeps it. Haven does not keep it either."));
  show_code (self);
  back_cb (self);
}

/** Nothing of the code stays here. */
void
haven_sheet_page_clear (HavenSheetPage *self)
{
  g_return_if_fail (HAVEN_IS_SHEET_PAGE (self));

  /* A question where to print or keep it ends too. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  haven_wipe (g_steal_pointer (&self->code));
  g_clear_pointer (&self->vault_id, g_free);
  g_clear_pointer (&self->paper, g_bytes_unref);
  gtk_flow_box_remove_all (self->groups);
  gtk_editable_set_text (GTK_EDITABLE (self->first_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_row), "");
}

guint
haven_sheet_page_get_asked (HavenSheetPage *self, guint which)
{
  g_return_val_if_fail (HAVEN_IS_SHEET_PAGE (self) && which < N_ASKED, 0);
  return self->asked[which];
}
