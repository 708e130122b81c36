/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-official-field-dialog.h"

#include "haven-rows.h"

#include <glib/gi18n.h>

struct _HavenOfficialFieldDialog
{
  AdwDialog parent_instance;

  /* template */
  GtkLabel *about;
  AdwComboRow *source;
  AdwComboRow *format;
  GtkWidget *fixed;
  GtkLabel *failure;

  /* owned */
  char *source_code; /* nullable: what is chosen now */
};

G_DEFINE_FINAL_TYPE (HavenOfficialFieldDialog, haven_official_field_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Lists ────────────────────────────────────────────────────────────────── */

/* The first entry stands for none of them. */
static void
set_choices (AdwComboRow *row, const char *first, const HavenChoice *choices)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  gtk_string_list_append (texts, first);
  for (; choices->code; choices++)
    gtk_string_list_append (texts, _ (choices->label));
  adw_combo_row_set_model (row, G_LIST_MODEL (texts));
}

static const char *
get_code (AdwComboRow *row, const HavenChoice *choices)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : choices[selected - 1].code;
}

static guint
find_place (const HavenChoice *choices, const char *code)
{
  for (guint i = 0; code && choices[i].code; i++)
    if (g_str_equal (choices[i].code, code))
      return i + 1;
  return 0;
}

static gboolean
is_fixed (HavenOfficialFieldDialog *self)
{
  return g_strcmp0 (self->source_code, "fixed") == 0;
}

static void
source_chosen_cb (HavenOfficialFieldDialog *self)
{
  const HavenChoice *formats;

  g_set_str (&self->source_code, get_code (self->source, haven_official_form_get_sources ()));
  formats = haven_official_form_get_formats (self->source_code);
  set_choices (self->format, _ ("As it is"), formats);
  gtk_widget_set_visible (GTK_WIDGET (self->format), formats->code != NULL);
  gtk_widget_set_visible (self->fixed, is_fixed (self));
  haven_error_label_show (self->failure, NULL);
}

/* ── Acts ─────────────────────────────────────────────────────────────────── */

static void
cancel_cb (HavenOfficialFieldDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_cb (HavenOfficialFieldDialog *self)
{
  const char *format = is_fixed (self) ? gtk_editable_get_text (GTK_EDITABLE (self->fixed))
                                       : get_code (self->format, haven_official_form_get_formats (self->source_code));

  if (is_fixed (self) && *format == '\0')
    {
      haven_error_label_show (self->failure, _ ("Say which value the field gets each time."));
      return;
    }
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->source_code, format);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_object_unref (self);
}

static void
haven_official_field_dialog_dispose (GObject *object)
{
  HavenOfficialFieldDialog *self = HAVEN_OFFICIAL_FIELD_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_OFFICIAL_FIELD_DIALOG);
  g_clear_pointer (&self->source_code, g_free);
  G_OBJECT_CLASS (haven_official_field_dialog_parent_class)->dispose (object);
}

static void
haven_official_field_dialog_class_init (HavenOfficialFieldDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_official_field_dialog_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", HAVEN_TYPE_OFFICIAL_FIELD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/havenclinic/Haven/ui/haven-official-field-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFieldDialog, about);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFieldDialog, source);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFieldDialog, format);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFieldDialog, fixed);
  gtk_widget_class_bind_template_child (widget_class, HavenOfficialFieldDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, source_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
}

static void
haven_official_field_dialog_init (HavenOfficialFieldDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_choices (self->source, _ ("Nothing"), haven_official_form_get_sources ());
}

/** @mapping: what it is filled from now */
AdwDialog *
haven_official_field_dialog_new (const HavenPdfField *field, const HavenOfficialFormField *mapping)
{
  HavenOfficialFieldDialog *self = g_object_new (HAVEN_TYPE_OFFICIAL_FIELD_DIALOG, NULL);
  g_autofree char *about =
      *field->label ? g_strdup_printf ("%s\n%s", field->name, field->label) : g_strdup (field->name);

  gtk_label_set_label (self->about, about);
  haven_official_field_dialog_choose (self, mapping->source, mapping->format);
  return ADW_DIALOG (self);
}

/** Chooses in the lists, as somebody would. */
void
haven_official_field_dialog_choose (HavenOfficialFieldDialog *self, const char *source, const char *format)
{
  g_return_if_fail (HAVEN_IS_OFFICIAL_FIELD_DIALOG (self));

  adw_combo_row_set_selected (self->source, find_place (haven_official_form_get_sources (), source));
  source_chosen_cb (self);
  adw_combo_row_set_selected (self->format, find_place (haven_official_form_get_formats (source), format));
  if (is_fixed (self) && format)
    gtk_editable_set_text (GTK_EDITABLE (self->fixed), format);
}
