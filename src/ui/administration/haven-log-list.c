/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-log-list.h"

#include "haven-announce.h"
#include "haven-log-line.h"
#include "haven-log-words.h"
#include "haven-people-service.h"

#include <glib/gi18n.h>

#define AT_ONCE 100

struct _HavenLogList
{
  AdwBin parent_instance;

  /* template */
  GtkStack *stack;
  GtkListView *view;
  GtkWidget *more;
  AdwStatusPage *failure;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable; /* of the question that is being asked */
  GListStore *lines;
  HavenAuditPage *page; /* nullable: the last one */
  HavenLogQuestion question;
  char *patient_id;
  char *staff_id;
  char *action;

  gboolean loading;
};

G_DEFINE_FINAL_TYPE (HavenLogList, haven_log_list, ADW_TYPE_BIN)

static HavenSession *
get_session (HavenLogList *self)
{
  return haven_workspace_get_session (self->workspace);
}

/* ── Asking ───────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenLogQuestion question; /* its texts are owned */
  HavenAuditPage *previous;  /* nullable: only its place */
} Asking;

typedef struct
{
  HavenAuditPage *page;
  GHashTable *names;
} Answer;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_free ((char *) asking->question.patient_id);
  g_free ((char *) asking->question.staff_id);
  g_free ((char *) asking->question.action);
  g_clear_pointer (&asking->previous, haven_audit_page_free);
  g_free (asking);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->page, haven_audit_page_free);
  g_clear_pointer (&answer->names, g_hash_table_unref);
  g_free (answer);
}

static HavenAuditPage *
read_page (HavenSession *session, const Asking *asking, GError **error)
{
  const HavenAuditFilter filter = { .patient_id = asking->question.patient_id,
                                    .staff_id = asking->question.staff_id,
                                    .action = asking->question.action,
                                    .since = asking->question.since,
                                    .until = asking->question.until,
                                    .limit = AT_ONCE };

  if (asking->question.mine_today)
    return haven_audit_list_mine_today (session, AT_ONCE, asking->previous, error);
  return haven_audit_list_all (session, &filter, asking->previous, error);
}

/* Whom it is about, where that is not known to the reader anyway. */
static GHashTable *
read_names (HavenSession *session, const Asking *asking, const HavenAuditPage *page, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; asking->question.patient_id == NULL && i < page->entries->len; i++)
    {
      const HavenAuditEntry *entry = page->entries->pdata[i];

      if (entry->patient_id != NULL)
        g_ptr_array_add (ids, entry->patient_id);
    }
  g_ptr_array_add (ids, NULL);
  return haven_people_find_names (session, (const char *const *) ids->pdata, error);
}

static gpointer
ask (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->page = read_page (session, data, error);
  if (answer->page != NULL)
    answer->names = read_names (session, data, answer->page, error);
  if (answer->names == NULL)
    g_clear_pointer (&answer, free_answer);
  return answer;
}

static void
add_lines (HavenLogList *self, const Answer *answer)
{
  const char *own_id = self->question.mine_today ? haven_session_get_staff_id (get_session (self)) : NULL;
  HavenClock *clock = haven_session_get_clock (get_session (self));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < answer->page->entries->len; i++)
    {
      const HavenAuditEntry *entry = answer->page->entries->pdata[i];
      const char *person = entry->patient_id ? g_hash_table_lookup (answer->names, entry->patient_id) : NULL;

      g_ptr_array_add (lines, haven_log_line_new (entry, own_id, person, clock));
    }
  g_list_store_splice (self->lines,
                       g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                       0,
                       lines->pdata,
                       lines->len);
}

static void
show_answer (HavenLogList *self, Answer *answer)
{
  const gboolean first = self->page == NULL;
  guint n;

  add_lines (self, answer);
  g_clear_pointer (&self->page, haven_audit_page_free);
  self->page = g_steal_pointer (&answer->page);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  gtk_widget_set_visible (self->more, self->page->more);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "lines" : "nothing");
  if (!first || n > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u event", "%u events", n), n);

      haven_announce (GTK_WIDGET (self), words);
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenLogList *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  gtk_widget_set_sensitive (self->more, TRUE);
  if (answer != NULL)
    show_answer (self, answer);
  else
    {
      g_autofree char *words = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failure, words);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  g_clear_pointer (&answer, free_answer);
}

static void
start (HavenLogList *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->question = self->question;
  asking->question.patient_id = g_strdup (self->patient_id);
  asking->question.staff_id = g_strdup (self->staff_id);
  asking->question.action = g_strdup (self->action);
  if (self->page != NULL)
    {
      asking->previous = g_new0 (HavenAuditPage, 1);
      asking->previous->place = self->page->place;
    }
  self->loading = TRUE;
  haven_session_work_async (get_session (self),
                            ask,
                            asking,
                            free_asking,
                            free_answer,
                            self->cancellable,
                            asked_cb,
                            self);
}

static void
more_cb (HavenLogList *self)
{
  haven_log_list_ask_for_more (self);
}

static void
retry_cb (HavenLogList *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  start (self);
}

/* ── The view ─────────────────────────────────────────────────────────────── */

static void
setup_cb (HavenLogList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *sentence = gtk_label_new (NULL), *when = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (when, "dimmed");
  gtk_widget_add_css_class (when, "caption");
  gtk_box_append (GTK_BOX (words), sentence);
  gtk_box_append (GTK_BOX (words), when);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

/* A look that was refused has its own sign and words, and is set off; colour comes last. */
static void
bind_cb (HavenLogList *self, GtkListItem *item)
{
  HavenLogLine *line = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box), *words = gtk_widget_get_last_child (box);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s", haven_log_line_get_sentence (line), haven_log_line_get_when (line));

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), haven_log_line_get_icon_name (line));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), haven_log_line_get_sentence (line));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), haven_log_line_get_when (line));
  gtk_list_item_set_accessible_label (item, spoken);
  gtk_list_item_set_activatable (item, haven_log_line_get_patient_id (line) != NULL);
  if (haven_log_line_is_denied (line))
    gtk_widget_add_css_class (box, "log-denied");
  else
    gtk_widget_remove_css_class (box, "log-denied");
}

static void
activated_cb (HavenLogList *self, guint position)
{
  g_autoptr (HavenLogLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  const char *patient_id = line ? haven_log_line_get_patient_id (line) : NULL;
  GtkWidget *dialog;

  if (patient_id == NULL)
    return;
  haven_workspace_open (self->workspace, HAVEN_DESTINATION_PERSON, patient_id, NULL);
  dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);
  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
haven_log_list_dispose (GObject *object)
{
  HavenLogList *self = HAVEN_LOG_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_LOG_LIST);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->page, haven_audit_page_free);
  g_clear_pointer (&self->patient_id, g_free);
  g_clear_pointer (&self->staff_id, g_free);
  g_clear_pointer (&self->action, g_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_log_list_parent_class)->dispose (object);
}

static void
haven_log_list_class_init (HavenLogListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_log_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-log-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenLogList, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenLogList, view);
  gtk_widget_class_bind_template_child (widget_class, HavenLogList, more);
  gtk_widget_class_bind_template_child (widget_class, HavenLogList, failure);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
haven_log_list_init (HavenLogList *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_list_store_new (HAVEN_TYPE_LOG_LINE);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->lines))));
  gtk_list_view_set_model (self->view, selection);
}

GtkWidget *
haven_log_list_new (HavenWorkspace *workspace)
{
  HavenLogList *self = g_object_new (HAVEN_TYPE_LOG_LIST, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));
  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

/** Shows the newest events that answer a question. */
void
haven_log_list_ask (HavenLogList *self, const HavenLogQuestion *question)
{
  g_return_if_fail (HAVEN_IS_LOG_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->page, haven_audit_page_free);
  g_list_store_remove_all (self->lines);
  g_set_str (&self->patient_id, question->patient_id);
  g_set_str (&self->staff_id, question->staff_id);
  g_set_str (&self->action, question->action);
  self->question = *question;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  start (self);
}

/** Adds the next page, of older events. */
void
haven_log_list_ask_for_more (HavenLogList *self)
{
  g_return_if_fail (HAVEN_IS_LOG_LIST (self));

  if (self->loading || self->page == NULL || !self->page->more)
    return;
  gtk_widget_set_sensitive (self->more, FALSE);
  start (self);
}

guint
haven_log_list_get_n (HavenLogList *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

gboolean
haven_log_list_is_loaded (HavenLogList *self)
{
  g_return_val_if_fail (HAVEN_IS_LOG_LIST (self), FALSE);
  return !self->loading && self->page != NULL;
}

/** For tests. */
const char *
haven_log_list_get_sentence (HavenLogList *self, guint position)
{
  g_autoptr (HavenLogLine) line = NULL;

  g_return_val_if_fail (HAVEN_IS_LOG_LIST (self), NULL);
  line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);
  return line ? haven_log_line_get_sentence (line) : NULL;
}
