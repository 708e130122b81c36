/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-unfinished-line.h"

#include "haven-drafts-service.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenUnfinishedLine
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  char *patient_id; /* nullable: of the latest */
  char *form_code;  /* nullable: the same */

  /* borrowed */
  GtkWidget *button;
  AdwButtonContent *content;

  gboolean looking;
  gboolean stale; /* a draft changed since it was looked */
};

G_DEFINE_FINAL_TYPE (HavenUnfinishedLine, haven_unfinished_line, ADW_TYPE_BIN)

static void
clicked_cb (HavenUnfinishedLine *self)
{
  if (self->patient_id != NULL)
    haven_workspace_open (self->workspace, HAVEN_DESTINATION_PAPER, self->patient_id, self->form_code);
}

/* A draft of a paper is about a person and a form: id/code. */
static void
note_latest (HavenUnfinishedLine *self, const char *subject_id)
{
  const char *slash = strchr (subject_id, '/');

  g_free (self->patient_id);
  self->patient_id = g_strndup (subject_id, (gsize) (slash - subject_id));
  g_set_str (&self->form_code, slash + 1);
}

static void
show (HavenUnfinishedLine *self, GPtrArray *drafts)
{
  g_autofree char *words = NULL;
  guint n = 0;

  g_clear_pointer (&self->patient_id, g_free);
  for (guint i = 0; i < drafts->len; i++)
    {
      const HavenDraft *draft = drafts->pdata[i];

      if (!g_str_equal (draft->editor, HAVEN_EDITOR_PAPER) || strchr (draft->subject_id, '/') == NULL)
        continue;
      if (n++ == 0)
        note_latest (self, draft->subject_id);
    }
  words = g_strdup_printf (ngettext ("%u unfinished paper", "%u unfinished papers", n), n);
  adw_button_content_set_label (self->content, words);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static gpointer
list_drafts (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_drafts_list (session, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenUnfinishedLine *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  /* Whoever keeps no drafts is told of none. */
  if (drafts != NULL)
    show (self, drafts);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Looking is an event in the log, and a draft changes every two seconds while somebody types. */
static void
store_changed_cb (HavenUnfinishedLine *self, HavenChanges *changes)
{
  self->stale |= haven_changes_touch (changes, "draft");
  if (haven_changes_touch (changes, "document"))
    haven_unfinished_line_look (self);
}

static void
haven_unfinished_line_dispose (GObject *object)
{
  HavenUnfinishedLine *self = HAVEN_UNFINISHED_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->form_code, g_free);
  G_OBJECT_CLASS (haven_unfinished_line_parent_class)->dispose (object);
}

static void
haven_unfinished_line_class_init (HavenUnfinishedLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_unfinished_line_dispose;
}

static void
haven_unfinished_line_init (HavenUnfinishedLine *self)
{
  GtkWidget *content = adw_button_content_new ();

  self->cancellable = g_cancellable_new ();
  self->content = ADW_BUTTON_CONTENT (content);
  adw_button_content_set_icon_name (self->content, "haven-document-symbolic");
  adw_button_content_set_can_shrink (self->content, TRUE);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), content);
  gtk_widget_set_tooltip_text (self->button, _ ("Open the one that was written last"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** Whose papers. */
void
haven_unfinished_line_set_workspace (HavenUnfinishedLine *self, HavenWorkspace *workspace)
{
  HavenSession *session;

  g_return_if_fail (HAVEN_IS_UNFINISHED_LINE (self) && self->workspace == NULL && HAVEN_IS_WORKSPACE (workspace));

  session = haven_workspace_get_session (workspace);
  if (!haven_session_may (session, "document", HAVEN_ACTION_CREATE))
    return;
  self->workspace = g_object_ref (workspace);
  self->stale = TRUE;
  g_signal_connect_object (haven_session_get_store (session),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/** Counts anew, where something may have changed. */
void
haven_unfinished_line_look (HavenUnfinishedLine *self)
{
  g_return_if_fail (HAVEN_IS_UNFINISHED_LINE (self));

  if (self->workspace == NULL || !self->stale || self->looking)
    return;
  self->stale = FALSE;
  self->looking = TRUE;
  haven_session_work_async (haven_workspace_get_session (self->workspace),
                            list_drafts,
                            NULL,
                            NULL,
                            (GDestroyNotify) g_ptr_array_unref,
                            self->cancellable,
                            listed_cb,
                            self);
}
