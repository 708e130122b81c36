/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-news.h"

#include "haven-log-words.h"
#include "haven-minute-tick.h"
#include "haven-people.h"
#include "haven-role-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenStaffNews
{
  AdwBin parent_instance;

  /* owned */
  HavenWorkspace *workspace;
  GCancellable *cancellable;
  GPtrArray *tasks;   /* of HavenStaffNotice; nullable: not read yet */
  GPtrArray *news;    /* of HavenStaffNotice; nullable */
  GPtrArray *members; /* of HavenStaffMember; nullable: nobody has to be named */

  /* borrowed */
  AdwBanner *task;
  AdwBanner *told;

  guint n_read; /* of the news: those that were sent away */
  gboolean looking;
  gboolean stale;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (HavenStaffNews, haven_staff_news, ADW_TYPE_BIN)

static void look (HavenStaffNews *self);

static HavenSession *
get_session (HavenStaffNews *self)
{
  return haven_workspace_get_session (self->workspace);
}

static HavenClock *
get_clock (HavenStaffNews *self)
{
  return haven_session_get_clock (get_session (self));
}

/* ── What to say ──────────────────────────────────────────────────────────── */

static char *
dup_task_words (const HavenStaffNotice *notice, const char *name, HavenClock *clock)
{
  g_autofree char *time = haven_log_dup_moment (clock, notice->due_at), *words = NULL;

  if (notice->kind == HAVEN_STAFF_NOTICE_LEFT)
    /* Translators: a name, and a moment: “Mon 23 Nov 2026 14:02” */
    words = g_strdup_printf (_ ("%s no longer works here. Tell those outside who gave them access, by %s."), name, time);
  else
    /* Translators: a name, a role, and a moment */
    words = g_strdup_printf (_ ("%s no longer has the role %s. Tell those outside who gave them access, by %s."),
                             name,
                             haven_role_get_label (notice->detail),
                             time);
  if (!haven_staff_notice_is_late (notice, haven_clock_now (clock)))
    return g_steal_pointer (&words);
  /* Translators: before a task that was not done in time */
  return g_strdup_printf ("%s · %s", _ ("Overdue"), words);
}

/**
 * haven_staff_news_dup_words:
 * @name: of whoever left, lost a role or came in by a code; of whoever made the sheet
 *
 * Returns: (transfer full): what is told of a notice
 */
char *
haven_staff_news_dup_words (const HavenStaffNotice *notice, const char *name, HavenClock *clock)
{
  g_autofree char *date = haven_words_dup_date (haven_clock_get_local_date (clock, notice->at));

  switch (notice->kind)
    {
    case HAVEN_STAFF_NOTICE_LEFT:
    case HAVEN_STAFF_NOTICE_ROLE_TAKEN:
      return dup_task_words (notice, name, clock);
    case HAVEN_STAFF_NOTICE_RECOVERY_SHEET:
      return g_strdup_printf (g_strcmp0 (notice->detail, "legal") == 0
                                  /* Translators: a name, and a day */
                                  ? _ ("%s made a new recovery sheet for the legal part on %s. If nobody asked for it, tell "
                                       "the administrator.")
                                  : _ ("%s made a new recovery sheet for the clinic’s part on %s. If nobody asked for it, "
                                       "tell the administrator."),
                              name,
                              date);
    case HAVEN_STAFF_NOTICE_RECOVERED:
      /* Translators: a name, and a day */
      return g_strdup_printf (_ ("%s came in with a recovery code on %s."), name, date);
    default:
      g_assert_not_reached ();
    }
}

static const char *
find_name (HavenStaffNews *self, const char *staff_id)
{
  for (guint i = 0; self->members && i < self->members->len; i++)
    {
      const HavenStaffMember *member = self->members->pdata[i];

      if (g_strcmp0 (member->id, staff_id) == 0)
        return member->name;
    }
  return _ ("Somebody");
}

/* A banner that is folded away still speaks to a screen reader; one that is not visible does not. */
static void
show_line (HavenStaffNews *self, AdwBanner *banner, const HavenStaffNotice *notice)
{
  const gboolean by = notice != NULL && notice->kind == HAVEN_STAFF_NOTICE_RECOVERY_SHEET;
  g_autofree char *words =
      notice ? haven_staff_news_dup_words (notice, find_name (self, by ? notice->by_id : notice->staff_id), get_clock (self))
             : NULL;

  adw_banner_set_title (banner, words ? words : "");
  adw_banner_set_revealed (banner, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (banner), words != NULL);
}

static const HavenStaffNotice *
get_task (HavenStaffNews *self)
{
  return self->tasks && self->tasks->len > 0 ? self->tasks->pdata[0] : NULL;
}

static void
update (HavenStaffNews *self)
{
  show_line (self, self->task, get_task (self));
  show_line (self, self->told, self->news && self->n_read < self->news->len ? self->news->pdata[self->n_read] : NULL);
}

/* ── Looking ──────────────────────────────────────────────────────────────── */

/** What was found. */
typedef struct
{
  GPtrArray *tasks;
  GPtrArray *news;
  GPtrArray *members;
} Found;

static void
free_found (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->tasks, g_ptr_array_unref);
  g_clear_pointer (&found->news, g_ptr_array_unref);
  g_clear_pointer (&found->members, g_ptr_array_unref);
  g_free (found);
}

/* Only an administrator confirms that others were told. */
static gboolean
may_confirm (HavenSession *session)
{
  return haven_session_may (session, "staff_member", HAVEN_ACTION_UPDATE);
}

/* Each look is written down, so nobody is looked up where there is nothing to tell. */
static gpointer
find (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->news = haven_staff_notices_list_unseen (session, error);
  if (found->news != NULL)
    found->tasks = may_confirm (session) ? haven_staff_notices_list_open (session, error) : g_ptr_array_new ();
  if (found->tasks != NULL && found->tasks->len + found->news->len > 0)
    found->members = haven_session_list (session, &haven_staff_member_info, NULL, NULL, "name", NULL);
  if (found->tasks == NULL)
    g_clear_pointer (&found, free_found);
  return found;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Found *found = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenStaffNews *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = FALSE;
  if (found != NULL)
    {
      Found previous = { self->tasks, self->news, self->members };

      self->tasks = found->tasks;
      self->news = found->news;
      self->members = found->members;
      *found = previous;
      free_found (found);
      self->n_read = 0;
      update (self);
    }
  if (self->stale)
    look (self);
}

static void
look (HavenStaffNews *self)
{
  self->stale = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  haven_session_work_async (get_session (self), find, NULL, NULL, free_found, self->cancellable, found_cb, self);
}

/* ── Answering ────────────────────────────────────────────────────────────── */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = GPOINTER_TO_INT (haven_session_work_finish (HAVEN_SESSION (source), result, &error));
  HavenStaffNews *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->writing = FALSE;
  if (!done)
    haven_workspace_tell_error (self->workspace, error);
  look (self);
}

static void
write_answer (HavenStaffNews *self, HavenWorkFunc function, const char *id)
{
  if (self->writing)
    return;
  self->writing = TRUE;
  haven_session_work_async (get_session (self), function, g_strdup (id), g_free, NULL, self->cancellable, written_cb, self);
}

static gpointer
confirm (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_staff_notices_confirm (session, data, error));
}

static gpointer
mark_seen (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_staff_notices_mark_seen (session, error));
}

static void
told_everybody_cb (HavenStaffNews *self)
{
  const HavenStaffNotice *notice = get_task (self);

  if (notice != NULL)
    write_answer (self, confirm, notice->id);
}

/* They are read one after the other; the last that is sent away is the end of all. */
static void
close_clicked_cb (HavenStaffNews *self)
{
  if (self->news == NULL || self->n_read >= self->news->len)
    return;
  self->n_read++;
  update (self);
  if (self->n_read == self->news->len)
    write_answer (self, mark_seen, NULL);
}

/* ── The widget ───────────────────────────────────────────────────────────── */

/* What is overdue becomes so by itself. Nothing is read for it. */
static void
minute_passed (GtkWidget *widget)
{
  update (HAVEN_STAFF_NEWS (widget));
}

static void
store_changed_cb (HavenStaffNews *self, HavenChanges *changes)
{
  if (haven_changes_touch (changes, "clinic_setting") && !self->writing)
    look (self);
}

static AdwBanner *
add_banner (HavenStaffNews *self, GtkBox *box, const char *button, GCallback callback)
{
  AdwBanner *banner = ADW_BANNER (adw_banner_new (""));

  adw_banner_set_use_markup (banner, FALSE);
  adw_banner_set_button_label (banner, button);
  gtk_widget_set_visible (GTK_WIDGET (banner), FALSE);
  g_signal_connect_object (banner, "button-clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (box, GTK_WIDGET (banner));
  return banner;
}

static void
haven_staff_news_dispose (GObject *object)
{
  HavenStaffNews *self = HAVEN_STAFF_NEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_staff_news_parent_class)->dispose (object);
}

static void
haven_staff_news_class_init (HavenStaffNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_staff_news_dispose;
}

static void
haven_staff_news_init (HavenStaffNews *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->task = add_banner (self, GTK_BOX (box), _ ("Everybody Was Told"), G_CALLBACK (told_everybody_cb));
  self->told = add_banner (self, GTK_BOX (box), C_ ("notice", "Close"), G_CALLBACK (close_clicked_cb));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
haven_staff_news_new (HavenWorkspace *workspace)
{
  HavenStaffNews *self = g_object_new (HAVEN_TYPE_STAFF_NEWS, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (haven_session_get_store (get_session (self)),
                           "changed",
                           G_CALLBACK (store_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  haven_minute_tick_attach (GTK_WIDGET (self), get_clock (self), minute_passed);
  look (self);
  return GTK_WIDGET (self);
}

/** Whether it shows what holds now; for tests. */
gboolean
haven_staff_news_is_idle (HavenStaffNews *self)
{
  g_return_val_if_fail (HAVEN_IS_STAFF_NEWS (self), FALSE);
  return self->tasks != NULL && !self->looking && !self->writing;
}
