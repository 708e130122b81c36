/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-log-words.h"

#include "haven-export.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Each whole, so that a language may put its words in its own order. */
static const struct
{
  const char *action;
  const char *somebody; /* who, what */
  const char *self;     /* what: said to whoever did it */
} sentences[] = {
  /* Translators: %1$s is a member of staff, %2$s what it was: “a note” */
  { "view", N_ ("%1$s opened %2$s"), N_ ("You opened %2$s") },
  { "list", N_ ("%1$s looked through %2$s"), N_ ("You looked through %2$s") },
  { "search", N_ ("%1$s searched in %2$s"), N_ ("You searched in %2$s") },
  { "create", N_ ("%1$s added %2$s"), N_ ("You added %2$s") },
  { "update", N_ ("%1$s changed %2$s"), N_ ("You changed %2$s") },
  { "delete", N_ ("%1$s removed %2$s"), N_ ("You removed %2$s") },
  { "sign", N_ ("%1$s signed %2$s"), N_ ("You signed %2$s") },
  { "print", N_ ("%1$s printed %2$s"), N_ ("You printed %2$s") },
  { "export", N_ ("%1$s saved %2$s outside the vault"), N_ ("You saved %2$s outside the vault") },
  { "import", N_ ("%1$s took in %2$s"), N_ ("You took in %2$s") },
  { "undo", N_ ("%1$s undid a change of %2$s"), N_ ("You undid a change of %2$s") },
  { "sign-in", N_ ("%1$s signed in"), N_ ("You signed in") },
  { "sign-out", N_ ("%1$s signed out"), N_ ("You signed out") },
  { "lock", N_ ("%1$s locked the window"), N_ ("You locked the window") },
  { "failed", N_ ("%1$s could not sign in"), N_ ("You could not sign in") },
  { "deny", N_ ("%1$s asked for %2$s and was not let in"), N_ ("You asked for %2$s and were not let in") },
  { "break-glass", N_ ("%1$s opened restricted notes in an emergency"), N_ ("You opened restricted notes in an emergency") },
  { "review", N_ ("%1$s reviewed %2$s"), N_ ("You reviewed %2$s") },
  { "disclose", N_ ("%1$s gave out %2$s"), N_ ("You gave out %2$s") },
  { "grant", N_ ("%1$s gave a role or a key"), N_ ("You gave a role or a key") },
  { "revoke", N_ ("%1$s took away a role or a key"), N_ ("You took away a role or a key") },
  /* What the program does, and mostly by itself. */
  { "backup", N_ ("Haven made a backup while %1$s was signed in"), N_ ("Haven made a backup while you were signed in") },
  { "restore", N_ ("%1$s restored a backup"), N_ ("You restored a backup") },
  { "rekey", N_ ("%1$s gave the vault a new key"), N_ ("You gave the vault a new key") },
  { "check", N_ ("Haven checked the vault while %1$s was signed in"), N_ ("Haven checked the vault while you were signed in") },
};

/* It looks by itself, whenever somebody signs in. */
static const char *const news[] = { N_ ("Haven looked for news of the staff while %1$s was signed in"),
                                    N_ ("Haven looked for news of the staff while you were signed in") };

/* A file that could not be written. */
static const char *const not_written[] = { N_ ("%1$s tried to save %2$s outside the vault; no file was saved"),
                                           N_ ("You tried to save %2$s outside the vault; no file was saved") };

/* As they stand in a sentence: one, and several that somebody looked through. */
static const struct
{
  const char *record;
  const char *one;
  const char *several;
} records[] = {
  { "staff_member", N_ ("a member of staff"), N_ ("the staff") },
  { "patient_denial", N_ ("a person closed to a colleague"), N_ ("the list of people closed to staff") },
  { "break_glass", N_ ("an emergency access"), N_ ("emergency accesses") },
  { "patient", N_ ("a person"), N_ ("people") },
  { "patient_name", N_ ("a person’s names"), N_ ("people’s names") },
  { "safe_contact_rule", N_ ("safe contact"), N_ ("safe contact") },
  { "resource", N_ ("rooms and people"), N_ ("rooms and people") },
  { "resource_hours", N_ ("working hours"), N_ ("working hours") },
  { "resource_absence", N_ ("an absence"), N_ ("absences") },
  { "closed_day", N_ ("a closed day"), N_ ("closed days") },
  { "court_day", N_ ("a day of a court"), N_ ("days of courts") },
  { "appointment", N_ ("a visit"), N_ ("visits") },
  { "appointment_resource", N_ ("who takes part in a visit"), N_ ("who takes part in a visit") },
  { "organization", N_ ("an organisation"), N_ ("organisations") },
  { "service", N_ ("a service"), N_ ("services") },
  { "location", N_ ("a place"), N_ ("places") },
  { "service_location", N_ ("a place of a service"), N_ ("places of services") },
  { "phone", N_ ("a telephone number"), N_ ("telephone numbers") },
  { "schedule", N_ ("opening hours"), N_ ("opening hours") },
  { "plan", N_ ("a plan"), N_ ("plans") },
  { "goal", N_ ("a goal"), N_ ("goals") },
  { "plan_action", N_ ("a step of a plan"), N_ ("steps of plans") },
  { "release", N_ ("a permission to share"), N_ ("permissions to share") },
  { "document", N_ ("a paper"), N_ ("papers") },
  { "disclosure", N_ ("what was given out"), N_ ("what was given out") },
  { "translated_text", N_ ("a translation of a form"), N_ ("translations of forms") },
  { "bridge_date", N_ ("a published date"), N_ ("published dates") },
  { "outreach", N_ ("reaching out to somebody"), N_ ("reaching out to people") },
  { "record_request", N_ ("a request for a record"), N_ ("requests for records") },
  { "draft", N_ ("a draft"), N_ ("drafts") },
  { "encounter", N_ ("a chart"), N_ ("charts") },
  { "note", N_ ("a note"), N_ ("notes") },
  { "matter", N_ ("a matter"), N_ ("matters") },
  { "party", N_ ("a party to a matter"), N_ ("parties to matters") },
  { "deadline", N_ ("a date of a matter"), N_ ("dates of matters") },
  { "matter_evidence", N_ ("what a matter needs"), N_ ("what matters need") },
  { "matter_event", N_ ("an event of a matter"), N_ ("events of matters") },
  { "legal_note", N_ ("a note of a matter"), N_ ("notes of matters") },
  { "clinic_setting", N_ ("a setting of the clinic"), N_ ("settings of the clinic") },
  { "audit_event", N_ ("the log"), N_ ("the log") },
  { "vault", N_ ("the vault"), N_ ("the vault") },
};

/* For a filter: what people look for first. */
static const HavenChoice actions[] = {
  { "view", N_ ("Opened") },
  { "list", N_ ("Looked through") },
  { "search", N_ ("Searched") },
  { "create", N_ ("Added") },
  { "update", N_ ("Changed") },
  { "delete", N_ ("Removed") },
  { "sign", N_ ("Signed") },
  { "print", N_ ("Printed") },
  { "export", N_ ("Saved outside the vault") },
  { "disclose", N_ ("Gave out") },
  { "deny", N_ ("Was not let in") },
  { "break-glass", N_ ("Opened in an emergency") },
  { "review", N_ ("Reviewed") },
  { "sign-in", N_ ("Signed in") },
  { "failed", N_ ("Could not sign in") },
  { "lock", N_ ("Locked") },
  { "grant", N_ ("Gave a role or a key") },
  { "revoke", N_ ("Took away a role or a key") },
  { "backup", N_ ("Backed up") },
  { "restore", N_ ("Restored") },
  { "rekey", N_ ("Gave a new key") },
  { "check", N_ ("Checked the vault") },
  { NULL, NULL },
};

/** Returns: what can be looked for in the log, in words */
const HavenChoice *
haven_log_get_actions (void)
{
  return actions;
}

gboolean
haven_log_is_denied (const char *action)
{
  return g_strcmp0 (action, "deny") == 0 || g_strcmp0 (action, "failed") == 0;
}

/** Returns: an icon that says of what kind an event is, together with its words */
const char *
haven_log_get_icon_name (const char *action)
{
  static const struct
  {
    const char *action;
    const char *icon;
  } icons[] = {
    { "deny", "action-unavailable-symbolic" },
    { "failed", "action-unavailable-symbolic" },
    { "break-glass", "dialog-warning-symbolic" },
    { "create", "list-add-symbolic" },
    { "update", "document-edit-symbolic" },
    { "undo", "edit-undo-symbolic" },
    { "delete", "user-trash-symbolic" },
    { "search", "edit-find-symbolic" },
    { "print", "printer-symbolic" },
    { "export", "document-save-symbolic" },
    { "import", "document-open-symbolic" },
    { "disclose", "document-send-symbolic" },
    { "sign-in", "system-users-symbolic" },
    { "sign-out", "system-users-symbolic" },
    { "lock", "system-lock-screen-symbolic" },
    { "backup", "drive-harddisk-symbolic" },
    { "restore", "drive-harddisk-symbolic" },
    { "grant", "dialog-password-symbolic" },
    { "revoke", "dialog-password-symbolic" },
    { "rekey", "dialog-password-symbolic" },
    { "check", "object-select-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i].action, action) == 0)
      return icons[i].icon;
  return "view-reveal-symbolic";
}

static const char *
find_record (const HavenAuditEntry *entry)
{
  const gboolean several = g_strcmp0 (entry->action, "list") == 0 || g_strcmp0 (entry->action, "search") == 0;

  /* A look at nobody in particular is one at the names that stand in a list. */
  if (g_strcmp0 (entry->action, "view") == 0 && g_strcmp0 (entry->record, "patient") == 0 && entry->object_id == NULL)
    return _ ("people’s names");

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (g_strcmp0 (records[i].record, entry->record) == 0)
      return several ? _ (records[i].several) : _ (records[i].one);
  return entry->record;
}

static char *
fill (const char *format, const char *who, const char *what)
{
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%1$s", who, 0);
  g_string_replace (text, "%2$s", what, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
find_sentence (const HavenAuditEntry *entry, gboolean own)
{
  if (g_strcmp0 (entry->action, "list") == 0 && g_strcmp0 (entry->record, "clinic_setting") == 0)
    return _ (news[own]);
  if (g_strcmp0 (entry->action, "export") == 0 && g_strcmp0 (entry->detail, HAVEN_EXPORT_NOT_WRITTEN) == 0)
    return _ (not_written[own]);
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (sentences[i].action, entry->action) == 0)
      return own ? _ (sentences[i].self) : _ (sentences[i].somebody);
  return NULL;
}

/* Isolated: a name in another script does not turn the sentence round. */
static char *
isolate (const char *name)
{
  return g_strdup_printf ("\u2068%s\u2069", name);
}

/**
 * haven_log_dup_sentence:
 * @own_id: (nullable): whose events are told to themselves: “You opened a note”
 * @person: (nullable): whom it is about, where the reader may know
 *
 * Returns: (transfer full): one event in plain words
 */
char *
haven_log_dup_sentence (const HavenAuditEntry *entry, const char *own_id, const char *person)
{
  const gboolean own = own_id != NULL && g_strcmp0 (entry->staff_id, own_id) == 0;
  const char *what = find_record (entry), *format = find_sentence (entry, own);
  g_autofree char *who = isolate (entry->staff_name ? entry->staff_name : _ ("Somebody"));
  g_autofree char *sentence = format ? fill (format, who, what) : NULL, *name = NULL;

  if (sentence == NULL)
    sentence = g_strdup_printf ("%s: %s, %s", who, haven_audit_get_action_words (entry->action), what);
  if (person == NULL)
    return g_steal_pointer (&sentence);
  name = isolate (person);
  return g_strdup_printf ("%s · %s", sentence, name);
}

/** Returns: (transfer full): with its day, for a paper: “Fri 20 Nov 2026 9:10” */
char *
haven_log_dup_moment (HavenClock *clock, HavenInstant at)
{
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, at));
  g_autofree char *day = haven_words_dup_date (haven_clock_get_local_date (clock, at));

  return g_strdup_printf ("%s %s", day, time);
}

/** Returns: (transfer full): “today 14:02”, “yesterday 9:10”, “Fri 20 Nov 2026 9:10” */
char *
haven_log_dup_when (HavenClock *clock, HavenInstant at)
{
  HavenDate date = haven_clock_get_local_date (clock, at);
  g_autofree char *time = haven_words_dup_time (haven_clock_get_local_minute (clock, at));
  const int days = haven_date_days_between (date, haven_clock_today (clock));

  if (days == 0)
    return g_strdup_printf (C_ ("moment", "today %s"), time);
  if (days == 1)
    return g_strdup_printf (C_ ("moment", "yesterday %s"), time);
  return haven_log_dup_moment (clock, at);
}

/** Returns: (transfer full): how long ago it was: “20 minutes ago”, “3 days ago” */
char *
haven_log_dup_age (HavenClock *clock, HavenInstant at)
{
  const gint64 minutes = MAX (0, haven_clock_now (clock) - at) / (60 * G_USEC_PER_SEC);
  const gulong hours = (gulong) (minutes / 60), days = hours / 24;

  if (minutes < 2)
    return g_strdup (_ ("just now"));
  if (hours < 1)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes), (int) minutes);
  if (days < 2)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", hours), (int) hours);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", days), (int) days);
}
