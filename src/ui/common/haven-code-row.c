/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-code-row.h"

#include "haven-announce.h"
#include "haven-recovery-code.h"

#include <string.h>

#define GROUP_SIZE 5
#define WHOLE_SIZE (HAVEN_RECOVERY_N_GROUPS * (GROUP_SIZE + 1) - 1)

struct _HavenCodeRow
{
  AdwEntryRow parent_instance;

  gboolean grouping;
};

G_DEFINE_FINAL_TYPE (HavenCodeRow, haven_code_row, ADW_TYPE_ENTRY_ROW)

/* In groups as on the sheet. The cursor stays behind the sign that it was behind. */
static void
group_code (GtkEditable *editable)
{
  const char *text = gtk_editable_get_text (editable);
  const int cursor = gtk_editable_get_position (editable);
  g_autoptr (GString) grouped = g_string_new (NULL);
  int n_signs = 0, position = -1, at = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c), at++)
    {
      const gunichar sign = g_utf8_get_char (c);

      if (at == cursor)
        position = (int) g_utf8_strlen (grouped->str, -1);
      if (sign == '-' || g_unichar_isspace (sign))
        continue;
      if (n_signs > 0 && n_signs % GROUP_SIZE == 0)
        g_string_append_c (grouped, '-');
      g_string_append_unichar (grouped, g_unichar_toupper (sign));
      n_signs++;
    }
  if (!g_str_equal (grouped->str, text))
    {
      gtk_editable_set_text (editable, grouped->str);
      gtk_editable_set_position (editable, position);
    }
  explicit_bzero (grouped->str, grouped->len);
}

static void
changed_cb (HavenCodeRow *self)
{
  if (self->grouping)
    return;
  self->grouping = TRUE;
  group_code (GTK_EDITABLE (self));
  self->grouping = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
haven_code_row_class_init (HavenCodeRowClass *klass)
{
}

static void
haven_code_row_init (HavenCodeRow *self)
{
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (self), GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_widget_add_css_class (GTK_WIDGET (self), "monospace");
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

/* Returns: (transfer full) (nullable): one sentence that names the group */
static char *
dup_problem (HavenCodeRow *self)
{
  guint8 key[HAVEN_RECOVERY_KEY_SIZE];
  g_autoptr (GError) error = NULL;
  const gboolean sound = haven_recovery_code_derive (gtk_editable_get_text (GTK_EDITABLE (self)), "", key, &error);

  explicit_bzero (key, sizeof key);
  if (sound)
    return NULL;
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  return g_strdup (error->message);
}

/**
 * haven_code_row_find_problem:
 * @needed: whether it may not be empty
 *
 * That it is no slip of the pen is known before any vault is asked. A row with a problem is marked, and is where one types
 * next.
 *
 * Returns: (transfer full) (nullable): one sentence that names the group
 */
char *
haven_code_row_find_problem (HavenCodeRow *self, gboolean needed)
{
  char *problem;

  g_return_val_if_fail (HAVEN_IS_CODE_ROW (self), NULL);

  if (*gtk_editable_get_text (GTK_EDITABLE (self)) == '\0' && !needed)
    return NULL;
  problem = dup_problem (self);
  if (problem != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  return problem;
}

/* @problem: (transfer full) (nullable): */
static gboolean
show_problem (GtkLabel *failure, char *problem)
{
  const gboolean sound = problem == NULL;

  gtk_label_set_label (failure, sound ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (failure), !sound);
  if (!sound)
    haven_announce (GTK_WIDGET (failure), problem);
  g_free (problem);
  return sound;
}

/** Whether it can be a code; @failure says below it what is wrong. */
gboolean
haven_code_row_check (HavenCodeRow *self, GtkLabel *failure)
{
  g_return_val_if_fail (HAVEN_IS_CODE_ROW (self), FALSE);
  return show_problem (failure, haven_code_row_find_problem (self, TRUE));
}

/** While somebody types: what is wrong is said as soon as the last sign stands there. */
void
haven_code_row_check_if_whole (HavenCodeRow *self, GtkLabel *failure)
{
  const char *text;

  g_return_if_fail (HAVEN_IS_CODE_ROW (self));

  text = gtk_editable_get_text (GTK_EDITABLE (self));
  show_problem (failure, g_utf8_strlen (text, -1) >= WHOLE_SIZE ? dup_problem (self) : NULL);
}

/** Returns: (transfer full): one code or two, to be wiped by the caller */
char **
haven_code_rows_dup_codes (HavenCodeRow *clinic, HavenCodeRow *legal)
{
  const char *second = gtk_editable_get_text (GTK_EDITABLE (legal));
  char **codes = g_new0 (char *, 3);

  codes[0] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (clinic)));
  codes[1] = *second != '\0' ? g_strdup (second) : NULL;
  return codes;
}
