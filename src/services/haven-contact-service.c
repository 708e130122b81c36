/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-contact-service.h"

#include "haven-id.h"
#include "haven-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES_A_DAY 1440
#define MOST_CHARACTERS 300

static const char *const telephones[] = { "mobile", "home", "work", NULL };
static const char *const channels[] = { "mobile", "home", "work", "email", "mail", "in-person", "via-person", NULL };
static const char *const answers[] = { "yes", "no", "ask-first", "only-if", NULL };
static const char *const voicemails[] = { "no", "name-only", "coded", NULL };
static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL };

static gboolean
is_one_of (const char *text, const char *const *list)
{
  return text != NULL && g_strv_contains (list, text);
}

static gboolean
is_said (const char *text)
{
  return text != NULL && !haven_text_is_blank (text);
}

gboolean
haven_contact_is_telephone (const char *channel)
{
  return is_one_of (channel, telephones);
}

/** Whether nobody confirmed a rule for longer than it says: it is asked again before it is used. */
gboolean
haven_contact_is_old (const HavenSafeContactRule *rule, HavenDate today)
{
  return !haven_date_is_set (rule->last_confirmed_on) ||
         haven_date_days_between (rule->last_confirmed_on, today) > rule->confirm_every_days;
}

/* ── Checks ───────────────────────────────────────────────────────────────── */

typedef struct
{
  const HavenSafeContactRule *rule;
  HavenDate today;
  HavenContactPart part; /* what the sentence is about */
} Check;

static gboolean
refuse (Check *check, HavenContactPart part, GError **error, const char *sentence)
{
  check->part = part;
  g_set_error_literal (error, HAVEN_STORE_ERROR, HAVEN_STORE_ERROR_CONSTRAINT, sentence);
  return FALSE;
}

static gboolean
is_line (const char *text)
{
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MOST_CHARACTERS)
    return FALSE;
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
check_lines (Check *check, GError **error)
{
  const HavenSafeContactRule *rule = check->rule;
  const struct
  {
    const char *text;
    HavenContactPart part;
  } lines[] = {
    { rule->value, HAVEN_CONTACT_PART_VALUE },
    { rule->caller_name_to_use, HAVEN_CONTACT_PART_NAME },
    { rule->code_question, HAVEN_CONTACT_PART_QUESTION },
    { rule->who_else_hears, HAVEN_CONTACT_PART_WHO_ELSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!is_line (lines[i].text))
      return refuse (check, lines[i].part, error, _ ("Write this in one line of at most 300 characters."));
  return TRUE;
}

/* Digits of any script, what stands between them, and an extension. */
static gboolean
is_telephone_number (const char *text)
{
  int n_digits = 0;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isdigit (letter))
        n_digits++;
      else if (!g_unichar_isspace (letter) && g_unichar_type (letter) != G_UNICODE_DASH_PUNCTUATION &&
               (letter > 0x7f || strchr ("+().,/#*xXeEtT", (int) letter) == NULL))
        return FALSE;
    }
  return n_digits >= 5 && n_digits <= 20;
}

static gboolean
is_email_address (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot = at ? strrchr (at, '.') : NULL;

  for (const char *letter = text; *letter; letter = g_utf8_next_char (letter))
    if (g_unichar_isspace (g_utf8_get_char (letter)))
      return FALSE;
  return at != NULL && at != text && strchr (at + 1, '@') == NULL && at[1] != '.' && dot != NULL && dot[1] != '\0';
}

static gboolean
has_letter (const char *text)
{
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* What is never used need not be known; what is used must be something that can be. */
static gboolean
check_value (Check *check, GError **error)
{
  const HavenSafeContactRule *rule = check->rule;
  HavenContactPart part = HAVEN_CONTACT_PART_VALUE;
  const char *value = rule->value ? rule->value : "";

  if (!is_said (value))
    {
      if (g_str_equal (rule->safe, "no") || g_str_equal (rule->channel, "in-person"))
        return TRUE;
      return refuse (check, part, error, _ ("Write the number, address or person, or choose “No, never”."));
    }
  if (haven_contact_is_telephone (rule->channel) && !is_telephone_number (value))
    return refuse (check, part, error, _ ("That is not a telephone number. Write 5 to 20 digits, such as (360) 555-0141."));
  if (g_str_equal (rule->channel, "email") && !is_email_address (value))
    return refuse (check, part, error, _ ("That is not an e-mail address. Write one such as name@example.org."));
  return has_letter (value) || refuse (check, part, error, _ ("Write something that others can read and use."));
}

static gboolean
has_hours (const HavenSafeContactRule *rule)
{
  return rule->safe_from > 0 || (rule->safe_to > 0 && rule->safe_to < MINUTES_A_DAY) || rule->days != NULL;
}

/* “Only if” without a condition would be a yes to some and a no to others. */
static gboolean
check_safe (Check *check, GError **error)
{
  const HavenSafeContactRule *rule = check->rule;
  gboolean in_person = g_strcmp0 (rule->channel, "in-person") == 0;

  if (!is_one_of (rule->safe, answers))
    return refuse (check, HAVEN_CONTACT_PART_SAFE, error, _ ("Choose whether this way is safe."));
  if (!g_str_equal (rule->safe, "only-if") || has_hours (rule) || is_said (rule->code_question) ||
      is_said (rule->caller_name_to_use) || (in_person && is_said (rule->value)))
    return TRUE;
  return refuse (check,
                 HAVEN_CONTACT_PART_SAFE,
                 error,
                 _ ("Say when it is safe: certain hours or days, a name to use, or a question to ask."));
}

static gboolean
check_hours (Check *check, GError **error)
{
  const HavenSafeContactRule *rule = check->rule;
  gint64 to = rule->safe_to > 0 ? rule->safe_to : MINUTES_A_DAY;

  if (rule->safe_from < 0 || rule->safe_from >= MINUTES_A_DAY || rule->safe_to < 0 || to > MINUTES_A_DAY)
    return refuse (check, HAVEN_CONTACT_PART_HOURS, error, _ ("Those hours do not exist. Write times from 0:00 to 24:00."));
  if (rule->safe_from >= to)
    return refuse (check,
                   HAVEN_CONTACT_PART_HOURS,
                   error,
                   _ ("The hours end before they begin. For hours over midnight, write down two ways."));
  if (rule->days != NULL && rule->days[0] == NULL)
    return refuse (check, HAVEN_CONTACT_PART_DAYS, error, _ ("Choose at least one day."));
  for (gsize i = 0; rule->days && rule->days[i]; i++)
    if (!is_one_of (rule->days[i], weekdays))
      return refuse (check, HAVEN_CONTACT_PART_DAYS, error, _ ("Choose days of the week, from Monday to Sunday."));
  return TRUE;
}

static gboolean
check_confirmed (Check *check, GError **error)
{
  const HavenSafeContactRule *rule = check->rule;

  if (rule->leave_voicemail != NULL && !is_one_of (rule->leave_voicemail, voicemails))
    return refuse (check, HAVEN_CONTACT_PART_VOICEMAIL, error, _ ("Choose what may be said to a machine."));
  if (!haven_date_is_set (rule->last_confirmed_on))
    return refuse (check, HAVEN_CONTACT_PART_CONFIRMED, error, _ ("Write the day on which the person said so, such as 2026-11-20."));
  if (haven_date_compare (rule->last_confirmed_on, check->today) > 0)
    return refuse (check, HAVEN_CONTACT_PART_CONFIRMED, error, _ ("That day is still to come. Write today, or a day before."));
  if (rule->confirm_every_days < 1 || rule->confirm_every_days > HAVEN_CONTACT_CONFIRM_DAYS_MOST)
    return refuse (check, HAVEN_CONTACT_PART_EVERY, error, _ ("Ask again after 1 to 365 days."));
  return TRUE;
}

/**
 * haven_contact_check_rule:
 * @part: (out) (optional): what the sentence is about, where there is one
 *
 * Whether a rule is one that somebody can keep to (domain 2.11; 45 CFR 164.522(b)).
 */
gboolean
haven_contact_check_rule (const HavenSafeContactRule *rule, HavenDate today, HavenContactPart *part, GError **error)
{
  Check check = { rule, today, HAVEN_CONTACT_PART_CHANNEL };
  gboolean good;

  g_return_val_if_fail (rule != NULL, FALSE);

  good = is_one_of (rule->channel, channels) ||
         refuse (&check, HAVEN_CONTACT_PART_CHANNEL, error, _ ("Choose a way to reach the person."));
  good = good && check_lines (&check, error) && check_safe (&check, error) && check_value (&check, error) &&
         check_hours (&check, error) && check_confirmed (&check, error);
  if (part != NULL)
    *part = check.part;
  return good;
}

/* ── Edits ────────────────────────────────────────────────────────────────── */

static void
tidy_line (char **line)
{
  if (*line != NULL && *g_strstrip (*line) == '\0')
    g_clear_pointer (line, g_free);
}

/* As it shall stand: nothing blank, all days as “every day”, and nothing of a machine where there is none. */
static HavenSafeContactRule *
dup_tidy (const HavenSafeContactRule *rule)
{
  HavenSafeContactRule *tidy = haven_safe_contact_rule_copy (rule);

  tidy_line (&tidy->value);
  tidy_line (&tidy->caller_name_to_use);
  tidy_line (&tidy->code_question);
  tidy_line (&tidy->who_else_hears);
  if (tidy->days != NULL && g_strv_length (tidy->days) == G_N_ELEMENTS (weekdays) - 1)
    g_clear_pointer (&tidy->days, g_strfreev);
  if (tidy->safe_to == 0)
    tidy->safe_to = MINUTES_A_DAY;
  if (haven_contact_is_telephone (tidy->channel) || g_strcmp0 (tidy->channel, "via-person") == 0)
    return tidy;
  g_clear_pointer (&tidy->leave_voicemail, g_free);
  tidy->text_ok = FALSE;
  return tidy;
}

/* The same number stays the same however it is written. */
static char *
dup_key (const char *channel, const char *value)
{
  GString *key = g_string_new (NULL);
  g_autofree char *folded = g_utf8_casefold (value ? value : "", -1);

  for (const char *at = folded; *at; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (haven_contact_is_telephone (channel) ? g_unichar_isdigit (letter) : !g_unichar_isspace (letter))
        g_string_append_unichar (key, letter);
    }
  return g_string_free_and_steal (key);
}

static gboolean
is_same_way (const HavenSafeContactRule *a, const HavenSafeContactRule *b)
{
  g_autofree char *first = dup_key (a->channel, a->value);
  g_autofree char *second = dup_key (b->channel, b->value);

  return g_strcmp0 (a->channel, b->channel) == 0 && g_str_equal (first, second);
}

/* Two hours of one number may stand beside each other; two answers for the same hour may not. */
static gboolean
contradicts (const HavenSafeContactRule *a, const HavenSafeContactRule *b)
{
  gboolean share_day = a->days == NULL || b->days == NULL;

  for (gsize i = 0; !share_day && a->days[i]; i++)
    share_day = g_strv_contains ((const char *const *) b->days, a->days[i]);
  return is_same_way (a, b) && share_day && a->safe_from < (b->safe_to ? b->safe_to : MINUTES_A_DAY) &&
         b->safe_from < (a->safe_to ? a->safe_to : MINUTES_A_DAY);
}

static gboolean
check_alone (HavenSession *session, const HavenSafeContactRule *rule, GError **error)
{
  g_autoptr (GPtrArray) rules =
      haven_session_list (session, &haven_safe_contact_rule_info, "patient_id", rule->patient_id, NULL, error);
  Check check = { 0 };

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const HavenSafeContactRule *other = rules->pdata[i];

      if (g_strcmp0 (other->id, rule->id) != 0 && contradicts (other, rule))
        return refuse (&check,
                       HAVEN_CONTACT_PART_VALUE,
                       error,
                       _ ("This way is written down already, for the same hours. Change what stands there instead."));
    }
  return rules != NULL;
}

static HavenSafeContactRule *
make_rule (HavenSession *session, const HavenSafeContactRule *wanted, GError **error)
{
  HavenDate today = haven_clock_today (haven_session_get_clock (session));
  g_autoptr (HavenSafeContactRule) rule = dup_tidy (wanted);

  if (!haven_contact_check_rule (rule, today, NULL, error) || !check_alone (session, rule, error))
    return NULL;
  return g_steal_pointer (&rule);
}

/**
 * haven_contact_edit_add:
 * @rule: about the person whose patient_id it has; its id is not looked at
 * @rule_id: (out) (optional): the new rule's id
 *
 * Returns: (transfer full) (nullable): the edit, to be applied
 */
HavenEdit *
haven_contact_edit_add (HavenSession *session, const HavenSafeContactRule *rule, char **rule_id, GError **error)
{
  g_autoptr (HavenSafeContactRule) wanted = haven_safe_contact_rule_copy (rule);
  g_autoptr (HavenSafeContactRule) made = NULL;
  HavenEdit *edit;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && rule->patient_id != NULL, NULL);

  g_free (wanted->id);
  wanted->id = haven_id_new ();
  made = make_rule (session, wanted, error);
  if (made == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Way to reach the person written down"), HAVEN_ACTION_CREATE, made->patient_id);
  haven_edit_insert (edit, &haven_safe_contact_rule_info, made);
  if (rule_id != NULL)
    *rule_id = g_strdup (made->id);
  return edit;
}

/**
 * haven_contact_edit_change:
 * @before: as it was read: where it is another by now, the edit is a conflict and changes nothing
 *
 * Returns: (transfer full) (nullable): the edit, to be applied
 */
HavenEdit *
haven_contact_edit_change (HavenSession *session,
                           const HavenSafeContactRule *before,
                           const HavenSafeContactRule *after,
                           GError **error)
{
  g_autoptr (HavenSafeContactRule) wanted = haven_safe_contact_rule_copy (after);
  g_autoptr (HavenSafeContactRule) made = NULL;
  HavenEdit *edit;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && before->id != NULL, NULL);

  haven_record_set_text (&wanted->id, before->id);
  haven_record_set_text (&wanted->patient_id, before->patient_id);
  made = make_rule (session, wanted, error);
  if (made == NULL)
    return NULL;
  edit = haven_edit_new (_ ("Way to reach the person changed"), HAVEN_ACTION_UPDATE, made->patient_id);
  haven_edit_replace (edit, &haven_safe_contact_rule_info, before, made);
  return edit;
}

/**
 * haven_contact_edit_confirm:
 *
 * The person said today that it is still right. Nothing else changes, so what was written before there were checks can
 * be confirmed as well.
 */
HavenEdit *
haven_contact_edit_confirm (HavenSession *session, const HavenSafeContactRule *before, GError **error)
{
  g_autoptr (HavenSafeContactRule) after = haven_safe_contact_rule_copy (before);
  Check check = { 0 };
  HavenEdit *edit;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && before->id != NULL, NULL);

  after->last_confirmed_on = haven_clock_today (haven_session_get_clock (session));
  if (haven_date_is_set (before->last_confirmed_on) &&
      haven_date_compare (before->last_confirmed_on, after->last_confirmed_on) == 0)
    {
      refuse (&check, HAVEN_CONTACT_PART_CONFIRMED, error, _ ("This was confirmed today already. Nothing was changed."));
      return NULL;
    }
  edit = haven_edit_new (_ ("Confirmed today"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_safe_contact_rule_info, before, after);
  return edit;
}

HavenEdit *
haven_contact_edit_remove (HavenSession *session, const HavenSafeContactRule *before, GError **error)
{
  HavenEdit *edit;

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && before->id != NULL, NULL);

  edit = haven_edit_new (_ ("Way to reach the person removed"), HAVEN_ACTION_DELETE, before->patient_id);
  haven_edit_delete (edit, &haven_safe_contact_rule_info, before);
  return edit;
}
