/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-day-list-dialog.h"

#include "haven-booking-service.h"
#include "haven-choice-factory.h"
#include "haven-day-list.h"
#include "haven-export-way.h"
#include "haven-paper-outlet.h"
#include "haven-paper-view.h"
#include "haven-paper-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenDayListDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkDropDown *whose;
  GtkDropDown *who;
  GtkLabel *explanation;
  GtkStack *stack;
  HavenPaperView *view;
  AdwStatusPage *problem;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable; /* everything of this dialog */
  GCancellable *making;      /* the list being made */
  HavenPaperPages *pages;    /* NULL until there is a list */
  GPtrArray *ids;            /* of whom or what each choice is; the first is everybody */

  HavenDate date;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenDayListDialog, haven_day_list_dialog, ADW_TYPE_DIALOG)

static HavenSession *
get_session (HavenDayListDialog *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenDayListWho
get_who (HavenDayListDialog *self)
{
  return (HavenDayListWho) MIN (gtk_drop_down_get_selected (self->who), HAVEN_DAY_LIST_NAMES);
}

static void
offer_ways_out (HavenDayListDialog *self, gboolean may_leave)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.print", may_leave);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.save", may_leave);
}

static void
show_problem (HavenDayListDialog *self, const GError *error)
{
  haven_paper_words_show_problem (self->problem, error, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
tell (HavenDayListDialog *self, const char *message)
{
  g_autoptr (AdwToast) toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, g_steal_pointer (&toast));
}

/* ── Making ───────────────────────────────────────────────────────────────── */

static void
free_wanted (gpointer data)
{
  HavenDayListWanted *wanted = data;

  g_free ((char *) wanted->resource_id);
  g_free ((char *) wanted->language);
  g_free (wanted);
}

/* The words beside those of the form are the screen's, so both are in its language where the screen has one. */
static char *
dup_language (void)
{
  return g_strdup (g_str_has_prefix (g_get_language_names ()[0], "es") ? "es" : "en");
}

static gpointer
make_list (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  HavenPaper *paper = haven_day_list_make (session, data, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenPaperPages *pages = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenDayListDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pages == NULL)
    {
      show_problem (self, error);
      return;
    }
  g_clear_object (&self->pages);
  self->pages = pages;
  haven_paper_view_set_pages (self->view, self->pages);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  offer_ways_out (self, TRUE);
}

static const char *
explain (HavenDayListWho who)
{
  if (who == HAVEN_DAY_LIST_NAMES)
    return _ ("Whoever finds this list reads who comes here. Initials are enough to know whom to expect.");
  return who == HAVEN_DAY_LIST_NOBODY ? _ ("Hours, with whom, and what is needed. Nobody stands on it.")
                                      : _ ("For use in the clinic. It never says what a visit is for.");
}

/* A choice that comes while another list is being made takes its place. */
static void
make (HavenDayListDialog *self)
{
  HavenDayListWanted *wanted = g_new0 (HavenDayListWanted, 1);
  guint whose = gtk_drop_down_get_selected (self->whose);

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  wanted->date = self->date;
  wanted->who = get_who (self);
  wanted->resource_id = whose < self->ids->len ? g_strdup (self->ids->pdata[whose]) : NULL;
  wanted->language = dup_language ();
  offer_ways_out (self, FALSE);
  gtk_label_set_label (self->explanation, explain (wanted->who));
  gtk_stack_set_visible_child_name (self->stack, "making");
  haven_session_work_async (get_session (self), make_list, wanted, free_wanted, g_object_unref, self->making, made_cb, self);
}

static void
choice_changed_cb (HavenDayListDialog *self)
{
  if (self->workspace != NULL && !self->filling)
    make (self);
}

/* ── For whom ─────────────────────────────────────────────────────────────── */

static gpointer
read_day (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const HavenDate *date = data;

  return haven_booking_load_day (session, *date, error);
}

static void
day_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenDayPage) page = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  HavenDayListDialog *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      show_problem (self, error);
      return;
    }
  gtk_string_list_append (names, _ ("Everybody"));
  g_ptr_array_add (self->ids, NULL);
  for (guint i = 0; i < page->resources->len; i++)
    {
      const HavenResource *resource = page->resources->pdata[i];

      gtk_string_list_append (names, resource->name);
      g_ptr_array_add (self->ids, g_strdup (resource->id));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->whose, G_LIST_MODEL (names));
  self->filling = FALSE;
  make (self);
}

/* ── Ways out ─────────────────────────────────────────────────────────────── */

/* To turn a dialog of the system away is no failure. */
static void
finish_leaving (HavenDayListDialog *self, const GError *error, const char *done)
{
  offer_ways_out (self, TRUE);
  if (error == NULL)
    tell (self, done);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenDayListDialog) self = data;
  g_autoptr (GError) error = NULL;

  haven_paper_print_finish (HAVEN_PAPER_PAGES (source), result, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    finish_leaving (self, error, _ ("Sent to the printer. That it was printed is in the log."));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDayListDialog *self = HAVEN_DAY_LIST_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  offer_ways_out (self, FALSE);
  haven_paper_print_async (get_session (self),
                           self->pages,
                           haven_day_list_log_print,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                           self->cancellable,
                           printed_cb,
                           g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenDayListDialog) self = data;
  g_autoptr (GError) error = NULL;

  haven_export_save_finish (result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_leaving (self, error, _ ("A copy was saved outside of Haven"));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenDayListDialog *self = HAVEN_DAY_LIST_DIALOG (widget);
  const HavenPaper *paper = haven_paper_pages_get_paper (self->pages);
  g_autoptr (HavenExport) export = haven_day_list_export_new (paper);
  const HavenExportWords words = {
    .title = _ ("Save Outside?"),
    .about = _ ("A file outside of Haven is not protected: whoever can use this computer, or the "
                "drive that it is on, can read when the visits are, and of whom. That it was saved is in the log."),
    .place_title = _ ("Save a Copy"),
    .name = paper->document->file_name,
  };

  offer_ways_out (self, FALSE);
  haven_export_save_async (export, widget, self->workspace, &words, self->cancellable, saved_cb, g_object_ref (self));
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_day_list_dialog_dispose (GObject *object)
{
  HavenDayListDialog *self = HAVEN_DAY_LIST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->making);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_DAY_LIST_DIALOG);
  g_clear_object (&self->pages);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_day_list_dialog_parent_class)->dispose (object);
}

static void
haven_day_list_dialog_closed (AdwDialog *dialog)
{
  HavenDayListDialog *self = HAVEN_DAY_LIST_DIALOG (dialog);

  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->cancellable);
}

static void
haven_day_list_dialog_class_init (HavenDayListDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_day_list_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = haven_day_list_dialog_closed;
  g_type_ensure (HAVEN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-day-list-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, whose);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, who);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, view);
  gtk_widget_class_bind_template_child (widget_class, HavenDayListDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_install_action (widget_class, "list.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "list.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "list.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "list.save", NULL);
}

static void
haven_day_list_dialog_init (HavenDayListDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  haven_choice_show_whole_items (self->whose);
  haven_choice_show_whole_items (self->who);
  offer_ways_out (self, FALSE);
}

AdwDialog *
haven_day_list_dialog_new (HavenWorkspace *workspace, HavenDate date)
{
  HavenDayListDialog *self = g_object_new (HAVEN_TYPE_DAY_LIST_DIALOG, NULL);
  g_autofree char *day = haven_words_dup_long_date (date);

  self->workspace = g_object_ref (workspace);
  self->date = date;
  adw_window_title_set_subtitle (self->window_title, day);
  haven_session_work_async (get_session (self), read_day, g_memdup2 (&date, sizeof date), g_free,
                            (GDestroyNotify) haven_day_page_free, self->cancellable, day_read_cb, self);
  return ADW_DIALOG (self);
}

/** Returns: (nullable) (transfer none): what is shown; %NULL while there is nothing */
HavenPaperPages *
haven_day_list_dialog_get_pages (HavenDayListDialog *self)
{
  g_return_val_if_fail (HAVEN_IS_DAY_LIST_DIALOG (self), NULL);
  return self->pages;
}
