/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-contact-words.h"

#include "haven-contact-service.h"
#include "haven-person-words.h"
#include "haven-time-scale.h"
#include "haven-week-days.h"
#include "haven-words.h"

#include <glib/gi18n.h>

#define N_DAYS 7
#define A_RUN 3

static const struct
{
  const char *channel, *label, *icon;
} channels[] = {
  { "mobile", N_("Mobile telephone"), "phone-symbolic" },
  { "home", N_("Telephone at home"), "user-home-symbolic" },
  { "work", N_("Telephone at work"), "call-start-symbolic" },
  { "email", N_("E-mail"), "mail-unread-symbolic" },
  { "mail", N_("Post"), "mail-send-symbolic" },
  { "in-person", N_("In person"), "haven-person-symbolic" },
  { "via-person", N_("Through somebody else"), "haven-navigator-symbolic" },
};

const char *
haven_contact_channel_get_label (const char *channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (g_strcmp0 (channels[i].channel, channel) == 0)
      return _(channels[i].label);
  return _("Another way");
}

const char *
haven_contact_channel_get_icon_name (const char *channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (g_strcmp0 (channels[i].channel, channel) == 0)
      return channels[i].icon;
  return "call-start-symbolic";
}

/* ── Answers ─────────────────────────────────────────────────────────────── */

static const struct
{
  const char *label, *icon, *css_class;
} answers[] = {
  [HAVEN_CONTACT_SAFE] = { N_("Safe now"), "object-select-symbolic", "safe" },
  [HAVEN_CONTACT_ASK_FIRST] = { N_("Ask first"), "dialog-question-symbolic", "ask-first" },
  [HAVEN_CONTACT_NOT_NOW] = { N_("Not now"), "preferences-system-time-symbolic", "not-now" },
  [HAVEN_CONTACT_NEVER] = { N_("Never"), "action-unavailable-symbolic", "never" },
};

const char *
haven_contact_answer_get_label (HavenContactAnswer answer)
{
  g_return_val_if_fail (answer < G_N_ELEMENTS (answers), NULL);
  return _(answers[answer].label);
}

const char *
haven_contact_answer_get_icon_name (HavenContactAnswer answer)
{
  g_return_val_if_fail (answer < G_N_ELEMENTS (answers), NULL);
  return answers[answer].icon;
}

const char *
haven_contact_answer_get_css_class (HavenContactAnswer answer)
{
  g_return_val_if_fail (answer < G_N_ELEMENTS (answers), NULL);
  return answers[answer].css_class;
}

/* ── Hours ───────────────────────────────────────────────────────────────── */

static char *
dup_day_name (int day)
{
  return haven_week_day_dup_name (day, FALSE);
}

static gboolean
is_named (const HavenSafeContactRule *self, int day)
{
  return g_strv_contains ((const char *const *) self->days, haven_week_day_get_code (day));
}

/* Digits of any script. */
static int
read_number (const char **at, int most_digits)
{
  int number = 0, n_digits = 0;

  while (n_digits < most_digits && g_unichar_isdigit (g_utf8_get_char (*at)))
    {
      number = number * 10 + g_unichar_digit_value (g_utf8_get_char (*at));
      *at = g_utf8_next_char (*at);
      n_digits++;
    }
  return n_digits > 0 ? number : -1;
}

/** Returns: the minute of the day that somebody wrote: “9”, “9:30”, “9.30”, “2 pm”, “24:00”; -1 where it is no time */
int
haven_contact_parse_time (const char *text)
{
  g_autofree char *plain = g_utf8_strdown (text, -1);
  const char *at = g_strstrip (plain);
  int hour = read_number (&at, 2), minute = 0;
  gboolean parted = *at == ':' || *at == '.' || *at == 'h';

  if (parted && g_unichar_isdigit (g_utf8_get_char (at + 1)))
    {
      at++;
      minute = read_number (&at, 2);
    }
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  if (hour < 0 || minute > 59 || hour * 60 + minute > HAVEN_MINUTES_A_DAY)
    return -1;
  if (*at == '\0')
    return hour * 60 + minute;
  if (hour < 1 || hour > 12)
    return -1;
  if (g_str_equal (at, "am") || g_str_equal (at, "a.m."))
    return (hour % 12) * 60 + minute;
  return g_str_equal (at, "pm") || g_str_equal (at, "p.m.") ? (hour % 12 + 12) * 60 + minute : -1;
}

/** Returns: (transfer full): as haven_contact_parse_time() reads it */
char *
haven_contact_dup_time (gint64 minute)
{
  return g_strdup_printf ("%d:%02d", (int) (minute / 60), (int) (minute % 60));
}

static void
append_days (GStrvBuilder *builder, int first, int last)
{
  g_autofree char *from = dup_day_name (first);
  g_autofree char *to = dup_day_name (last);

  if (last - first + 1 >= A_RUN)
    {
      /* Translators: from one day of the week to another */
      g_strv_builder_take (builder, g_strdup_printf (C_("days", "%s–%s"), from, to));
      return;
    }
  g_strv_builder_add (builder, from);
  if (last > first)
    g_strv_builder_add (builder, to);
}

static char *
dup_days (const HavenSafeContactRule *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (self->days == NULL || g_strv_length (self->days) == N_DAYS)
    return g_strdup (_("Any day"));
  for (int day = 0; day < N_DAYS; day++)
    {
      int last = day;

      if (!is_named (self, day))
        continue;
      while (last + 1 < N_DAYS && is_named (self, last + 1))
        last++;
      append_days (builder, day, last);
      day = last;
    }
  parts = g_strv_builder_end (builder);
  return haven_person_join (", ", (const char *const *) parts);
}

/** Returns: (transfer full): “Mon–Fri, 10:00–14:00” */
char *
haven_contact_rule_dup_hours (const HavenSafeContactRule *self)
{
  g_autofree char *days = dup_days (self);
  g_autofree char *from = NULL, *to = NULL;

  if (self->safe_from <= 0 && (self->safe_to <= 0 || self->safe_to >= HAVEN_MINUTES_A_DAY))
    return self->days == NULL ? g_strdup (_("Any day, at any time")) : g_steal_pointer (&days);
  from = haven_time_dup_clock_label ((int) self->safe_from);
  to = haven_time_dup_clock_label (self->safe_to > 0 ? (int) self->safe_to : HAVEN_MINUTES_A_DAY);
  /* Translators: days of the week, then from one time of day to another */
  return g_strdup_printf (C_("safe hours", "%s, %s–%s"), days, from, to);
}

/* ── How ─────────────────────────────────────────────────────────────────── */

static gboolean
is_telephone (const HavenSafeContactRule *self)
{
  return haven_contact_is_telephone (self->channel);
}

static const char *
get_voicemail (const HavenSafeContactRule *self)
{
  if (!is_telephone (self))
    return "";
  if (g_strcmp0 (self->leave_voicemail, "coded") == 0)
    return _("Voicemail: only the agreed words");
  if (g_strcmp0 (self->leave_voicemail, "name-only") == 0)
    return _("Voicemail: only the name");
  return _("No voicemail");
}

static const char *
get_texts (const HavenSafeContactRule *self)
{
  if (!is_telephone (self))
    return "";
  return self->text_ok ? _("Text messages are safe") : _("No text messages");
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

/** Returns: (transfer full): what to do on this channel, a line for each thing; nothing where it is never used */
char *
haven_contact_rule_dup_how (const HavenSafeContactRule *self)
{
  gboolean used = g_strcmp0 (self->safe, "no") != 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (used && is_said (self->caller_name_to_use))
    g_strv_builder_take (builder, g_strdup_printf (_("Use the name “%s”"), self->caller_name_to_use));
  if (used)
    g_strv_builder_take (builder,
                         haven_person_join (" · ", (const char *[]) { get_voicemail (self), get_texts (self), NULL }));
  if (used && is_said (self->code_question))
    g_strv_builder_take (builder, g_strdup_printf (_("Ask: %s"), self->code_question));
  if (is_said (self->who_else_hears))
    g_strv_builder_take (builder, g_strdup_printf (_("Who else may hear: %s"), self->who_else_hears));
  lines = g_strv_builder_end (builder);
  return haven_person_join ("\n", (const char *const *) lines);
}

/** Returns: (transfer full): when the person last said that this is right */
char *
haven_contact_rule_dup_confirmed (const HavenSafeContactRule *self, HavenDate today)
{
  g_autofree char *when = NULL;

  if (!haven_date_is_set (self->last_confirmed_on))
    return g_strdup (_("Never confirmed: ask whether this is right"));
  when = haven_words_dup_days_from (today, self->last_confirmed_on);
  if (haven_contact_is_old (self, today))
    /* Translators: “Confirmed 40 days ago: …” */
    return g_strdup_printf (_("Confirmed %s: ask whether this is still right"), when);
  return g_strdup_printf (_("Confirmed %s"), when);
}
