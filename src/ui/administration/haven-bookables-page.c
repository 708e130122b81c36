/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-bookables-page.h"

#include "haven-bookable-dialog.h"
#include "haven-bookables-service.h"
#include "haven-business-calendar.h"
#include "haven-calendar-service.h"
#include "haven-closed-days.h"
#include "haven-days-dialog.h"
#include "haven-evidence-days-row.h"
#include "haven-hours.h"
#include "haven-permit.h"
#include "haven-rows.h"
#include "haven-words.h"

#include <glib/gi18n.h>

struct _HavenBookablesPage
{
  HavenFactsPage parent_instance;

  /* owned, of what is shown */
  GPtrArray *resources;
  GPtrArray *hours;
};

G_DEFINE_FINAL_TYPE (HavenBookablesPage, haven_bookables_page, HAVEN_TYPE_FACTS_PAGE)

static const struct
{
  const char *kind, *title;
} kinds[] = {
  { "clinician", N_ ("Clinicians") },     { "lawyer", N_ ("Lawyers") },      { "navigator", N_ ("Navigators") },
  { "interpreter", N_ ("Interpreters") }, { "room", N_ ("Rooms") },          { "vehicle", N_ ("Transport") },
};

/* ── What is done ─────────────────────────────────────────────────────────── */

static HavenWorkspace *
get_workspace (gpointer page)
{
  return haven_facts_page_get_workspace (HAVEN_FACTS_PAGE (page));
}

static const HavenResource *
find_resource (HavenBookablesPage *self, const char *id)
{
  for (guint i = 0; self->resources && i < self->resources->len; i++)
    if (g_strcmp0 (((const HavenResource *) self->resources->pdata[i])->id, id) == 0)
      return self->resources->pdata[i];
  return NULL;
}

static void
resource_activated_cb (GtkWidget *row, HavenBookablesPage *self)
{
  const HavenResource *resource = find_resource (self, g_object_get_data (G_OBJECT (row), "id"));

  if (resource && haven_permit_check (get_workspace (self), "resource", HAVEN_ACTION_UPDATE))
    adw_dialog_present (haven_bookable_dialog_new (get_workspace (self), resource, self->hours), GTK_WIDGET (self));
}

static void
add_cb (HavenBookablesPage *self)
{
  adw_dialog_present (haven_bookable_dialog_new (get_workspace (self), NULL, NULL), GTK_WIDGET (self));
}

static void
away_cb (GtkWidget *button, HavenBookablesPage *self)
{
  const HavenResource *resource = find_resource (self, g_object_get_data (G_OBJECT (button), "id"));

  if (resource)
    adw_dialog_present (haven_days_dialog_new_away (get_workspace (self), resource->id, resource->name), GTK_WIDGET (self));
}

static void
add_closed_cb (HavenBookablesPage *self)
{
  adw_dialog_present (haven_days_dialog_new_closed (get_workspace (self)), GTK_WIDGET (self));
}

static void
remove_absence_cb (GtkWidget *button, HavenBookablesPage *self)
{
  const HavenResourceAbsence *absence = g_object_get_data (G_OBJECT (button), "absence");
  g_autoptr (HavenEdit) edit = haven_bookables_edit_remove_absence (absence);

  haven_workspace_do (get_workspace (self), edit);
}

static void
forget_calendar_cb (GtkWidget *button, HavenBookablesPage *self)
{
  HavenEdit *edit = g_object_get_data (G_OBJECT (button), "edit");

  haven_workspace_do (get_workspace (self), edit);
}

static void
remove_closed_cb (GtkWidget *button, HavenBookablesPage *self)
{
  const HavenClosedDay *day = g_object_get_data (G_OBJECT (button), "day");
  g_autoptr (HavenEdit) edit = haven_bookables_edit_remove_closed_day (day);

  haven_workspace_do (get_workspace (self), edit);
}

static gpointer
set_federal (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (haven_closed_days_set_federal (session, GPOINTER_TO_INT (data), error));
}

/* What is shown is read again in any case: a switch must not say what is not so. */
static void
federal_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HavenBookablesPage *self = data;

  haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      haven_workspace_tell_error (get_workspace (self), error);
      haven_facts_page_load (HAVEN_FACTS_PAGE (self));
    }
}

static void
federal_switched_cb (AdwSwitchRow *row, GParamSpec *pspec, HavenBookablesPage *self)
{
  haven_session_work_async (haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)),
                            set_federal,
                            GINT_TO_POINTER (adw_switch_row_get_active (row)),
                            NULL,
                            NULL,
                            haven_facts_page_get_cancellable (HAVEN_FACTS_PAGE (self)),
                            federal_set_cb,
                            self);
}

/* ── The rows ─────────────────────────────────────────────────────────────── */

static char *
dup_day_hours (const HavenBookables *facts, const char *resource_id, int weekday)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (HavenOpenHours));

  for (guint i = 0; i < facts->hours->len; i++)
    {
      const HavenResourceHours *row = facts->hours->pdata[i];
      HavenOpenHours part = { (int) row->opens_at, (int) row->closes_at };

      if (row->weekday == weekday && g_strcmp0 (row->resource_id, resource_id) == 0)
        g_array_append_val (parts, part);
    }
  return haven_hours_dup_text ((HavenOpenHours *) (gpointer) parts->data, parts->len);
}

/* “Mon 9:00–17:00”: one line a day; nothing at all is any time. */
static char *
dup_hours (const HavenBookables *facts, const char *resource_id)
{
  GString *text = g_string_new (NULL);

  for (int day = 1; day <= 7; day++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2024, 1, day, 12, 0, 0);
      g_autofree char *name = g_date_time_format (time, "%a");
      g_autofree char *hours = dup_day_hours (facts, resource_id, day);

      if (*hours)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", name, hours);
    }
  if (text->len == 0)
    g_string_append (text, _ ("Any time"));
  return g_string_free_and_steal (text);
}

static GtkWidget *
create_resource_row (HavenBookablesPage *self, const HavenBookables *facts, const HavenResource *resource)
{
  g_autofree char *hours = resource->active ? dup_hours (facts, resource->id) : g_strdup (_ ("Not booked any more"));
  g_autofree char *full_label = g_strdup_printf (_ ("%s is away…"), resource->name);
  GtkWidget *row = haven_row_new (resource->name, hours);
  GtkWidget *away = haven_row_add_button (row, _ ("_Away…"), full_label);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (resource->id), g_free);
  g_object_set_data_full (G_OBJECT (away), "id", g_strdup (resource->id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (resource_activated_cb), self);
  g_signal_connect (away, "clicked", G_CALLBACK (away_cb), self);
  haven_permit_bind (away, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "resource_absence", HAVEN_ACTION_CREATE);
  return row;
}

static void
add_resources (HavenBookablesPage *self, AdwPreferencesPage *page, const HavenBookables *facts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AdwPreferencesGroup *group = NULL;

      for (guint j = 0; j < facts->resources->len; j++)
        {
          const HavenResource *resource = facts->resources->pdata[j];

          if (g_strcmp0 (resource->kind, kinds[i].kind) != 0)
            continue;
          if (group == NULL)
            group = haven_rows_add_group (page, _ (kinds[i].title), NULL);
          adw_preferences_group_add (group, create_resource_row (self, facts, resource));
        }
    }
}

static GtkWidget *
create_absence_row (HavenBookablesPage *self, const HavenResourceAbsence *absence)
{
  HavenClock *clock = haven_facts_page_get_clock (HAVEN_FACTS_PAGE (self));
  const HavenResource *resource = find_resource (self, absence->resource_id);
  g_autofree char *from = haven_words_dup_date (haven_clock_get_local_date (clock, absence->starts_at));
  g_autofree char *to = haven_words_dup_date (haven_clock_get_local_date (clock, absence->ends_at - 1));
  g_autofree char *days = g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf ("%s – %s", from, to);
  g_autofree char *full_label = g_strdup_printf (_ ("Remove: %s, %s"), resource ? resource->name : "", days);
  GtkWidget *row = haven_row_new (resource ? resource->name : "", days);
  GtkWidget *remove = haven_row_add_button (row, _ ("Remove"), full_label);

  g_object_set_data_full (G_OBJECT (remove), "absence", haven_resource_absence_copy (absence), (GDestroyNotify) haven_resource_absence_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_absence_cb), self);
  haven_permit_bind (remove, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "resource_absence", HAVEN_ACTION_DELETE);
  return row;
}

/* What came from a calendar file is many times, and one row: it goes as one, and comes anew with the next file. */
static GtkWidget *
create_calendar_row (HavenBookablesPage *self, const HavenBookables *facts, const HavenResource *resource, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u time from a calendar file", "%u times from a calendar file", n), n);
  g_autofree char *full_label = g_strdup_printf (_ ("Remove: %s, %s"), resource->name, words);
  GtkWidget *row = haven_row_new (resource->name, words);
  GtkWidget *remove = haven_row_add_button (row, _ ("Remove"), full_label);

  g_object_set_data_full (G_OBJECT (remove), "edit", haven_calendar_edit_forget (facts->absences, resource->id), g_object_unref);
  g_signal_connect (remove, "clicked", G_CALLBACK (forget_calendar_cb), self);
  haven_permit_bind (remove, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "resource_absence", HAVEN_ACTION_DELETE);
  return row;
}

static guint
count_from_calendar (const HavenBookables *facts, const HavenResource *resource)
{
  guint n = 0;

  for (guint i = 0; i < facts->absences->len; i++)
    {
      const HavenResourceAbsence *absence = facts->absences->pdata[i];

      n += absence->origin != NULL && g_strcmp0 (absence->resource_id, resource->id) == 0;
    }
  return n;
}

static void
add_absences (HavenBookablesPage *self, AdwPreferencesPage *page, const HavenBookables *facts)
{
  AdwPreferencesGroup *group = facts->absences->len > 0 ? haven_rows_add_group (page, _ ("Away"), NULL) : NULL;

  for (guint i = 0; i < facts->absences->len; i++)
    if (((HavenResourceAbsence *) facts->absences->pdata[i])->origin == NULL)
      adw_preferences_group_add (group, create_absence_row (self, facts->absences->pdata[i]));
  for (guint i = 0; group && i < facts->resources->len; i++)
    {
      guint n = count_from_calendar (facts, facts->resources->pdata[i]);

      if (n > 0)
        adw_preferences_group_add (group, create_calendar_row (self, facts, facts->resources->pdata[i], n));
    }
}

static GtkWidget *
create_closed_row (HavenBookablesPage *self, const HavenClosedDay *day)
{
  g_autofree char *words = haven_words_dup_long_date (day->on_date);
  gboolean own = g_strcmp0 (day->calendar, "clinic") == 0;
  g_autofree char *subtitle = own ? g_strdup (day->name) : g_strdup_printf ("%s · %s", day->calendar, day->name ? day->name : "");
  g_autofree char *full_label = g_strdup_printf (_ ("Remove: %s"), words);
  GtkWidget *row = haven_row_new (words, subtitle);
  GtkWidget *remove = haven_row_add_button (row, _ ("Remove"), full_label);

  g_object_set_data_full (G_OBJECT (remove), "day", haven_closed_day_copy (day), (GDestroyNotify) haven_closed_day_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_closed_cb), self);
  haven_permit_bind (remove, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "closed_day", HAVEN_ACTION_DELETE);
  return row;
}

/* The days that 5 USC 6103(a) names, on the day on which they are kept. */
static GtkWidget *
create_federal_row (HavenBookablesPage *self, const HavenBookables *facts)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *day = haven_words_dup_date (facts->next);
  g_autofree char *next = g_strdup_printf (
      _ ("The days of 5 USC 6103; the next one: %s, %s"), day, _ (haven_federal_holiday_get_name (facts->next)));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Closed on federal holidays"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), next);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), facts->federal);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (federal_switched_cb), self, 0);
  haven_permit_bind (row, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), "clinic_setting", HAVEN_ACTION_UPDATE);
  return row;
}

static GtkWidget *
create_button (HavenBookablesPage *self, const char *title, GCallback callback, const char *record)
{
  GtkWidget *row = haven_row_new_button (title, "list-add-symbolic");

  g_signal_connect_object (row, "activated", callback, self, G_CONNECT_SWAPPED);
  haven_permit_bind (row, haven_facts_page_get_session (HAVEN_FACTS_PAGE (self)), record, HAVEN_ACTION_CREATE);
  return row;
}

static GtkWidget *
show_bookables (HavenFactsPage *facts_page, gconstpointer data)
{
  HavenBookablesPage *self = HAVEN_BOOKABLES_PAGE (facts_page);
  const HavenBookables *facts = data;
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *closed;

  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  self->resources = g_ptr_array_ref (facts->resources);
  self->hours = g_ptr_array_ref (facts->hours);
  add_resources (self, page, facts);
  adw_preferences_group_add (haven_rows_add_group (page, _ ("Another One"), NULL),
                             create_button (self, _ ("_Add Somebody or Something…"), G_CALLBACK (add_cb), "resource"));
  add_absences (self, page, facts);
  closed = haven_rows_add_group (page, _ ("Closed Days"), _ ("Visits on such a day need a reason."));
  adw_preferences_group_add (closed, create_federal_row (self, facts));
  for (guint i = 0; i < facts->closed->len; i++)
    adw_preferences_group_add (closed, create_closed_row (self, facts->closed->pdata[i]));
  adw_preferences_group_add (closed, create_button (self, _ ("Add a _Closed Day…"), G_CALLBACK (add_closed_cb), "closed_day"));
  adw_preferences_group_add (
      haven_rows_add_group (
          page, _ ("Medical Evidence"), _ ("By when the legal team wants it, unless somebody writes another day.")),
      haven_evidence_days_row_new (facts_page, facts->evidence_days));
  return GTK_WIDGET (page);
}

static gpointer
read_bookables (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  return haven_bookables_load (session, error);
}

static void
haven_bookables_page_finalize (GObject *object)
{
  HavenBookablesPage *self = HAVEN_BOOKABLES_PAGE (object);

  g_clear_pointer (&self->resources, g_ptr_array_unref);
  g_clear_pointer (&self->hours, g_ptr_array_unref);
  G_OBJECT_CLASS (haven_bookables_page_parent_class)->finalize (object);
}

static void
haven_bookables_page_class_init (HavenBookablesPageClass *klass)
{
  static const char *const records[] = { "resource", "resource_hours", "resource_absence", "closed_day", "clinic_setting", NULL };
  HavenFactsPageClass *facts_class = HAVEN_FACTS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = haven_bookables_page_finalize;

  facts_class->read = read_bookables;
  facts_class->free_facts = (GDestroyNotify) haven_bookables_free;
  facts_class->show = show_bookables;
  facts_class->records = records;
  facts_class->keeps = TRUE;
}

static void
haven_bookables_page_init (HavenBookablesPage *self)
{
}

GtkWidget *
haven_bookables_page_new (HavenWorkspace *workspace)
{
  HavenBookablesPage *self = g_object_new (HAVEN_TYPE_BOOKABLES_PAGE, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  haven_facts_page_set_workspace (HAVEN_FACTS_PAGE (self), workspace);
  return GTK_WIDGET (self);
}

/** For whoever keeps rooms and hours, and for the desk, which writes down who is away. */
gboolean
haven_bookables_page_is_for (HavenSession *session)
{
  return haven_session_may (session, "resource", HAVEN_ACTION_UPDATE);
}
