/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-head.h"

#include "haven-person-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _HavenPersonHead
{
  GtkBox parent_instance;

  /* template */
  GtkLabel *name;
  GtkLabel *pronouns;
  GtkLabel *names;
  GtkLabel *languages;
  GtkWidget *interpreter;
  GtkImage *interpreter_icon;
  GtkLabel *interpreter_label;
  GtkLabel *born;
};

G_DEFINE_FINAL_TYPE (HavenPersonHead, haven_person_head, GTK_TYPE_BOX)

static void
set_words (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static int
rank_name (const HavenPatientName *name)
{
  return g_strcmp0 (name->kind, "native-script") == 0 ? 0 : g_strcmp0 (name->kind, "former") == 0 ? 2 : 1;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const HavenPatientName *first = *(const HavenPatientName *const *) a, *second = *(const HavenPatientName *const *) b;
  int difference = rank_name (first) - rank_name (second);

  return difference != 0 ? difference : g_utf8_collate (first->text, second->text);
}

/* The name in its own script first, then what else is heard, then what it was; each isolated, so that scripts do not mix. */
static char *
dup_names (GPtrArray *names)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (sorted, names->pdata[i]);
  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      const HavenPatientName *name = g_ptr_array_index (sorted, i);

      g_strv_builder_take (builder,
                           rank_name (name) == 2 ? g_strdup_printf (_("formerly \u2068%s\u2069"), name->text)
                                                 : g_strdup_printf ("\u2068%s\u2069", name->text));
    }
  parts = g_strv_builder_end (builder);
  return haven_person_join (" · ", (const char *const *) parts);
}

static void
haven_person_head_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HAVEN_TYPE_PERSON_HEAD);
  G_OBJECT_CLASS (haven_person_head_parent_class)->dispose (object);
}

static void
haven_person_head_class_init (HavenPersonHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_person_head_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-person-head.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, name);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, pronouns);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, names);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, languages);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, interpreter);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, interpreter_icon);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, interpreter_label);
  gtk_widget_class_bind_template_child (widget_class, HavenPersonHead, born);
}

static void
haven_person_head_init (HavenPersonHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** Shows who the page is about. */
void
haven_person_head_set_page (HavenPersonHead *self, const HavenPersonPage *page, HavenDate today)
{
  const HavenPatient *patient = page->patient;
  const char *need = haven_interpreter_need_get_label (patient->interpreter_need);
  g_autofree char *names = NULL, *languages = NULL, *born = NULL;

  g_return_if_fail (HAVEN_IS_PERSON_HEAD (self));

  names = dup_names (page->names);
  languages = haven_person_dup_languages_label (patient->spoken_language,
                                                patient->written_language,
                                                (const char *const *) patient->languages);
  born = haven_person_dup_born_label (patient, today);
  set_words (self->name, patient->name);
  set_words (self->pronouns, patient->pronouns);
  set_words (self->names, names);
  set_words (self->languages, languages);
  set_words (self->interpreter_label, need);
  gtk_widget_set_visible (self->interpreter, need != NULL);
  if (need != NULL)
    gtk_image_set_from_icon_name (self->interpreter_icon,
                                  haven_interpreter_need_get_icon_name (patient->interpreter_need));
  set_words (self->born, born);
}
