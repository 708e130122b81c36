/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-recover-page.h"

#include "haven-announce.h"
#include "haven-code-row.h"
#include "haven-passphrase-words.h"

#include <glib/gi18n.h>

struct _HavenRecoverPage
{
  AdwBin parent_instance;

  /* template */
  AdwNavigationView *pages;
  HavenCodeRow *code_row;
  HavenCodeRow *legal_code_row;
  GtkLabel *code_problem;
  AdwEntryRow *name_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *strength;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (HavenRecoverPage, haven_recover_page, ADW_TYPE_BIN)

enum
{
  SIGNAL_RECOVER,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
code_changed_cb (HavenRecoverPage *self)
{
  haven_announce_problem (self->code_problem, NULL);
}

static gboolean
check_code (HavenRecoverPage *self, HavenCodeRow *row, gboolean needed)
{
  g_autofree char *problem = haven_code_row_find_problem (row, needed);

  haven_announce_problem (self->code_problem, problem);
  return problem == NULL;
}

static void
code_done_cb (HavenRecoverPage *self)
{
  if (check_code (self, self->code_row, TRUE) && check_code (self, self->legal_code_row, FALSE))
    adw_navigation_view_push_by_tag (self->pages, "person");
}

static void
passphrase_changed_cb (HavenRecoverPage *self)
{
  gtk_label_set_text (self->strength,
                      haven_passphrase_describe (gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row))));
  haven_announce_problem (self->problem, NULL);
}

/* What is wrong is said, and the keys are where it can be mended. */
static void
person_done_cb (HavenRecoverPage *self)
{
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
  const gboolean nameless = *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) == '\0';
  const gboolean short_one = g_utf8_strlen (passphrase, -1) < HAVEN_PASSPHRASE_LEAST;
  gpointer field = short_one ? self->passphrase_row : self->again_row;
  const char *problem =
      nameless ? _ ("Type your name, as the clinic writes it.")
               : haven_passphrase_find_problem (passphrase, gtk_editable_get_text (GTK_EDITABLE (self->again_row)));

  haven_announce_problem (self->problem, problem);
  if (problem == NULL)
    g_signal_emit (self, signals[SIGNAL_RECOVER], 0);
  else
    gtk_widget_grab_focus (nameless ? GTK_WIDGET (self->name_row) : GTK_WIDGET (field));
}

static void
left_cb (HavenRecoverPage *self)
{
  haven_recover_page_clear (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
haven_recover_page_dispose (GObject *object)
{
  /* The template takes its own children away, and a bin would look for its child afterwards. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_RECOVER_PAGE);
  G_OBJECT_CLASS (haven_recover_page_parent_class)->dispose (object);
}

static void
haven_recover_page_class_init (HavenRecoverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_recover_page_dispose;

  /** HavenRecoverPage::recover: all is typed; the vault may be asked. */
  signals[SIGNAL_RECOVER] =
      g_signal_new ("recover", HAVEN_TYPE_RECOVER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] =
      g_signal_new ("left", HAVEN_TYPE_RECOVER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HAVEN_TYPE_CODE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-recover-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, pages);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, code_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, legal_code_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, code_problem);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, strength);
  gtk_widget_class_bind_template_child (widget_class, HavenRecoverPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, passphrase_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
haven_recover_page_init (HavenRecoverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Returns: (transfer full): one code or two, to be wiped by the caller */
char **
haven_recover_page_dup_codes (HavenRecoverPage *self)
{
  g_return_val_if_fail (HAVEN_IS_RECOVER_PAGE (self), NULL);
  return haven_code_rows_dup_codes (self->code_row, self->legal_code_row);
}

/**
 * haven_recover_page_set_codes:
 * @codes: one or two that are known to be right: the page asks who comes in
 */
void
haven_recover_page_set_codes (HavenRecoverPage *self, const char *const *codes)
{
  g_return_if_fail (HAVEN_IS_RECOVER_PAGE (self) && codes != NULL && codes[0] != NULL);

  haven_recover_page_clear (self);
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), codes[0]);
  gtk_editable_set_text (GTK_EDITABLE (self->legal_code_row), codes[1] ? codes[1] : "");
  adw_navigation_view_push_by_tag (self->pages, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

const char *
haven_recover_page_get_name (HavenRecoverPage *self)
{
  g_return_val_if_fail (HAVEN_IS_RECOVER_PAGE (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->name_row));
}

const char *
haven_recover_page_get_passphrase (HavenRecoverPage *self)
{
  g_return_val_if_fail (HAVEN_IS_RECOVER_PAGE (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
}

void
haven_recover_page_show_problem (HavenRecoverPage *self, const char *sentence)
{
  g_return_if_fail (HAVEN_IS_RECOVER_PAGE (self));
  haven_announce_problem (self->problem, sentence);
}

/** Puts the cursor where the code is typed. */
void
haven_recover_page_focus (HavenRecoverPage *self)
{
  g_return_if_fail (HAVEN_IS_RECOVER_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
}

/** Takes away all that was typed. */
void
haven_recover_page_clear (HavenRecoverPage *self)
{
  GtkEditable *rows[] = { GTK_EDITABLE (self->code_row), GTK_EDITABLE (self->legal_code_row),
                          GTK_EDITABLE (self->name_row), GTK_EDITABLE (self->passphrase_row),
                          GTK_EDITABLE (self->again_row) };

  g_return_if_fail (HAVEN_IS_RECOVER_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (rows[i], "");
  haven_announce_problem (self->code_problem, NULL);
  haven_announce_problem (self->problem, NULL);
  adw_navigation_view_pop_to_tag (self->pages, "code");
}
