/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-way-in.h"

#include "haven-passphrase-words.h"
#include "haven-rows.h"

struct _HavenWayIn
{
  AdwBin parent_instance;

  /* template */
  GtkEditable *name;
  GtkEditable *passphrase;
  GtkEditable *again;
  GtkLabel *strength;
  GtkLabel *failure;
};

G_DEFINE_FINAL_TYPE (HavenWayIn, haven_way_in, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (HavenWayIn *self)
{
  const char *words = haven_passphrase_describe (gtk_editable_get_text (self->passphrase));

  gtk_label_set_label (self->strength, words);
  gtk_widget_set_visible (GTK_WIDGET (self->strength), *words != '\0');
  haven_error_label_show (self->failure, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->again), "error");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
haven_way_in_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_WAY_IN);
  G_OBJECT_CLASS (haven_way_in_parent_class)->dispose (object);
}

static void
haven_way_in_class_init (HavenWayInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_way_in_dispose;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", HAVEN_TYPE_WAY_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-way-in.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenWayIn, name);
  gtk_widget_class_bind_template_child (widget_class, HavenWayIn, passphrase);
  gtk_widget_class_bind_template_child (widget_class, HavenWayIn, again);
  gtk_widget_class_bind_template_child (widget_class, HavenWayIn, strength);
  gtk_widget_class_bind_template_child (widget_class, HavenWayIn, failure);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
haven_way_in_init (HavenWayIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
haven_way_in_set_name (HavenWayIn *self, const char *name)
{
  g_return_if_fail (HAVEN_IS_WAY_IN (self));
  gtk_editable_set_text (self->name, name);
}

/** Returns: (transfer full): without spaces around it; "" where nothing was typed */
char *
haven_way_in_dup_name (HavenWayIn *self)
{
  g_return_val_if_fail (HAVEN_IS_WAY_IN (self), NULL);
  return g_strstrip (gtk_editable_get_chars (self->name, 0, -1));
}

/** Returns: (transfer full): to be wiped by the caller */
char *
haven_way_in_dup_passphrase (HavenWayIn *self)
{
  g_return_val_if_fail (HAVEN_IS_WAY_IN (self), NULL);
  return gtk_editable_get_chars (self->passphrase, 0, -1);
}

gboolean
haven_way_in_is_filled (HavenWayIn *self)
{
  g_return_val_if_fail (HAVEN_IS_WAY_IN (self), FALSE);
  return *gtk_editable_get_text (self->passphrase) != '\0' && *gtk_editable_get_text (self->again) != '\0';
}

/** Says beside the fields what is wrong with them. */
gboolean
haven_way_in_check (HavenWayIn *self)
{
  const char *problem;

  g_return_val_if_fail (HAVEN_IS_WAY_IN (self), FALSE);

  problem = haven_passphrase_find_problem (gtk_editable_get_text (self->passphrase), gtk_editable_get_text (self->again));
  if (problem == NULL)
    return TRUE;
  haven_error_label_show (self->failure, problem);
  gtk_widget_add_css_class (GTK_WIDGET (self->again), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  return FALSE;
}

/** As if it were typed; for tests. */
void
haven_way_in_type (HavenWayIn *self, const char *passphrase, const char *again)
{
  g_return_if_fail (HAVEN_IS_WAY_IN (self));

  gtk_editable_set_text (self->passphrase, passphrase);
  gtk_editable_set_text (self->again, again);
}

void
haven_way_in_clear (HavenWayIn *self)
{
  g_return_if_fail (HAVEN_IS_WAY_IN (self));
  haven_way_in_type (self, "", "");
}
