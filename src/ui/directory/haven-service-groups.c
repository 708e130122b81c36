/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-service-groups.h"

#include "haven-directory-words.h"
#include "haven-schedule-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Rows ─────────────────────────────────────────────────────────────────── */

static AdwPreferencesGroup *
create_group (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return g_object_ref_sink (ADW_PREFERENCES_GROUP (group));
}

/* A group without a row is no group. */
static void
take_group (AdwPreferencesPage *page, AdwPreferencesGroup *group, guint n_rows)
{
  if (n_rows > 0)
    adw_preferences_page_add (page, group);
  g_object_unref (group);
}

/* What comes from a directory is shown letter by letter: never as markup. */
static guint
add_row (AdwPreferencesGroup *group, const char *icon, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return 0;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               g_object_new (GTK_TYPE_IMAGE,
                                             "icon-name",
                                             icon,
                                             "accessible-role",
                                             GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                             NULL));
  adw_preferences_group_add (group, row);
  return 1;
}

/* ── Groups ───────────────────────────────────────────────────────────────── */

static void
add_about (AdwPreferencesPage *page, const HavenServicePage *self, HavenDate today)
{
  const HavenService *service = self->service;
  AdwPreferencesGroup *group = create_group (_ ("About"));
  HavenDate verified_on = haven_date_is_set (service->last_verified_on) ? service->last_verified_on : service->assured_on;
  HavenFreshness freshness = haven_freshness_from_date (verified_on, today);
  g_autofree char *date = haven_words_dup_date (verified_on);
  g_autofree char *since = haven_date_is_set (verified_on) ? haven_words_dup_days_from (today, verified_on) : NULL;
  g_autofree char *verified = NULL;
  guint n = 0;

  if (since != NULL)
    verified = g_strdup_printf ("%s: %s (%s)", haven_freshness_get_label (freshness), since, date);
  n += add_row (group, "action-unavailable-symbolic", _ ("Now"), haven_directory_words_get_status (service->status));
  n += add_row (group, "dialog-information-symbolic", _ ("Note"), service->alert);
  n += add_row (group, NULL, _ ("Organization"), self->organization->name);
  n += add_row (group, NULL, _ ("What it is"), service->description);
  n += add_row (group,
                haven_freshness_get_icon_name (freshness),
                _ ("Last verified"),
                verified ? verified : haven_freshness_get_label (freshness));
  take_group (page, group, n);
}

static const char *
get_status_words (const char *serves)
{
  if (g_strcmp0 (serves, "yes") == 0)
    return _ ("Papers are not asked for");
  if (g_strcmp0 (serves, "no") == 0)
    return _ ("Papers are needed");
  return g_strcmp0 (serves, "unclear") == 0 ? _ ("Not clear; ask first") : NULL;
}

static void
add_for_whom (AdwPreferencesPage *page, const HavenService *service)
{
  AdwPreferencesGroup *group = create_group (_ ("For Whom"));
  g_autofree char *languages = haven_directory_words_dup_languages ((const char *const *) service->languages);
  g_autofree char *ages = haven_directory_words_dup_ages (service->minimum_age, service->maximum_age);
  g_autofree char *areas = service->areas ? g_strjoinv (", ", service->areas) : NULL;
  guint n = 0;

  n += add_row (group, NULL, _ ("Who may come"), service->eligibility_description);
  n += add_row (group, NULL, _ ("Ages"), ages);
  n += add_row (group, NULL, _ ("Area"), areas);
  n += add_row (group, NULL, _ ("Languages"), languages);
  n += add_row (group, NULL, _ ("Interpreting"), service->interpretation_services);
  n += add_row (group, NULL, _ ("Immigration papers"), get_status_words (service->serves_undocumented));
  take_group (page, group, n);
}

static void
add_how (AdwPreferencesPage *page, const HavenService *service)
{
  AdwPreferencesGroup *group = create_group (_ ("How to Go There"));
  guint n = 0;

  n += add_row (group, NULL, _ ("How to apply"), service->application_process);
  n += add_row (group, NULL, _ ("What to bring"), service->required_documents);
  n += add_row (group, NULL, _ ("Identity card"), service->no_id_needed ? _ ("Not needed") : NULL);
  n += add_row (group, NULL, _ ("Costs"), service->fees);
  n += add_row (group, NULL, _ ("Waiting time"), service->wait_time);
  take_group (page, group, n);
}

static void
add_when (AdwPreferencesPage *page, GPtrArray *schedules)
{
  AdwPreferencesGroup *group = create_group (_ ("When"));
  g_autoptr (GPtrArray) lines = haven_schedule_words_make (schedules);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const HavenScheduleLine *line = lines->pdata[i];

      n += add_row (group, NULL, line->when, line->times);
    }
  take_group (page, group, n);
}

static const HavenLocation *
find_location (GPtrArray *locations, const char *id)
{
  for (guint i = 0; id && i < locations->len; i++)
    if (g_strcmp0 (((const HavenLocation *) locations->pdata[i])->id, id) == 0)
      return locations->pdata[i];
  return NULL;
}

static void
add_phones (AdwPreferencesPage *page, const HavenServicePage *self)
{
  AdwPreferencesGroup *group = create_group (_ ("Phone"));
  guint n = 0;

  for (guint i = 0; i < self->phones->len; i++)
    {
      const HavenPhone *phone = self->phones->pdata[i];
      const HavenLocation *location = find_location (self->locations, phone->location_id);
      g_autofree char *number = haven_directory_words_dup_phone (phone->number, phone->extension);

      /* The phone of a confidential place leads to the place; its gate has a number of its own. */
      if (location && location->confidential_location)
        continue;
      n += add_row (group,
                    "call-start-symbolic",
                    phone->description && *phone->description ? phone->description : _ ("Phone"),
                    number);
    }
  take_group (page, group, n);
}

static void
add_confidential (AdwPreferencesPage *page, const HavenLocation *location)
{
  AdwPreferencesGroup *group = create_group (_ ("Where"));
  g_autofree char *gate = haven_directory_words_dup_phone (location->front_gate_phone, NULL);

  add_row (group,
           "system-lock-screen-symbolic",
           _ ("Address"),
           _ ("Address kept confidential. It is not shown or printed."));
  add_row (group, "call-start-symbolic", _ ("Phone of the gate"), gate);
  add_row (group, "mark-location-symbolic", _ ("Meeting point"), location->meeting_point);
  take_group (page, group, 1);
}

static void
add_place (AdwPreferencesPage *page, const HavenLocation *location)
{
  AdwPreferencesGroup *group = create_group (_ ("Where"));
  g_autofree char *address = haven_directory_words_dup_address (location);
  g_autofree char *languages = haven_directory_words_dup_languages ((const char *const *) location->languages);
  guint n = 0;

  n += add_row (group, NULL, _ ("Place"), location->name);
  n += add_row (group, "mark-location-symbolic", _ ("Address"), address);
  n += add_row (group, NULL, _ ("How to get there"), location->transportation);
  n += add_row (group, NULL, _ ("Accessibility"), location->accessibility);
  n += add_row (group, NULL, _ ("Languages there"), languages);
  take_group (page, group, n);
}

/** Puts what is known of a service into a page, in the order in which somebody asks for it. */
void
haven_service_groups_fill (AdwPreferencesPage *page, const HavenServicePage *service, HavenDate today)
{
  /* What somebody came for first: how to reach it, when, and where. */
  add_about (page, service, today);
  add_phones (page, service);
  add_when (page, service->schedules);
  for (guint i = 0; i < service->locations->len; i++)
    {
      const HavenLocation *location = service->locations->pdata[i];

      if (location->confidential_location)
        add_confidential (page, location);
      else
        add_place (page, location);
    }
  add_for_whom (page, service->service);
  add_how (page, service->service);
}
