/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads one rule from its JSON. Whatever is unknown, missing, or out of order refuses the rule: a
 * legal date must not rest on half a rule.
 */

#include "haven-deadline-rule-private.h"

#include <string.h>

#define LARGEST_AMOUNT 4000
#define LONGEST_YEARS 100 /* a longer step could leave the calendar */

static const char *const kinds[] = { "filing",  "response", "hearing",  "validity",
                                     "renewal", "age-out",  "internal", NULL };
static const char *const result_dates[] = { "last_safe_day", "statutory_day", "mail_by", "opens_on",
                                            NULL };
static const char *const conditions[] = {
  [DEADLINE_ALWAYS] = "always",
  [DEADLINE_WHEN_MAILED] = "mailed",
  [DEADLINE_WHEN_NOT_MAILED] = "not_mailed",
  [DEADLINE_WHEN_COUNTED_DAYS] = "counted_days",
  [DEADLINE_WHEN_NOTICE] = "notice",
  [DEADLINE_WHEN_NO_NOTICE] = "no_notice",
  [DEADLINE_WHEN_BORN] = "born",
  [DEADLINE_WHEN_UNDER_21] = "under_21",
  [DEADLINE_WHEN_21_OR_OVER] = "21_or_over",
  NULL,
};

typedef struct
{
  const char *name;
  DeadlineStepKind kind;
  enum
  {
    AMOUNT,
    FLAG,
    OTHER
  } takes;
} StepName;

static const StepName step_names[] = {
  { "days", DEADLINE_STEP_DAYS, AMOUNT },
  { "months", DEADLINE_STEP_MONTHS, AMOUNT },
  { "years", DEADLINE_STEP_YEARS, AMOUNT },
  { "day_before", DEADLINE_STEP_DAY_BEFORE, FLAG },
  { "mailed_days", DEADLINE_STEP_MAILED_DAYS, AMOUNT },
  { "counted_days", DEADLINE_STEP_COUNTED_DAYS, AMOUNT },
  { "roll_forward", DEADLINE_STEP_ROLL_FORWARD, FLAG },
  { "later_of", DEADLINE_STEP_LATER_OF, OTHER },
  { "earlier_of", DEADLINE_STEP_EARLIER_OF, OTHER },
};

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (const HavenDeadlineRule *self, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, HAVEN_DEADLINE_ERROR, HAVEN_DEADLINE_ERROR_BAD_RULE,
               "rule %s of the table of legal dates: %s; reinstall Haven or mend the table",
               self->code ? self->code : "without a code", why);
  return FALSE;
}

static gboolean
has_only (HavenDeadlineRule *self, JsonObject *object, const char *const *known, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l; l = l->next)
    if (!g_strv_contains (known, l->data))
      return refuse (self, error, "it knows no “%s”", (const char *) l->data);
  return TRUE;
}

static gboolean
read_text (
    HavenDeadlineRule *self, JsonObject *object, const char *name, char **text, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING ||
      *json_node_get_string (node) == '\0')
    return refuse (self, error, "“%s” has to be a text", name);
  g_set_str (text, json_node_get_string (node));
  return TRUE;
}

static gboolean
read_optional_text (
    HavenDeadlineRule *self, JsonObject *object, const char *name, char **text, GError **error)
{
  return !json_object_has_member (object, name) || read_text (self, object, name, text, error);
}

static gboolean
read_flag (
    HavenDeadlineRule *self, JsonObject *object, const char *name, gboolean *flag, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  *flag = json_node_get_boolean (node);
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ||
         refuse (self, error, "“%s” has to be true or false", name);
}

static gboolean
read_amount (HavenDeadlineRule *self, JsonNode *node, const char *name, int *amount, GError **error)
{
  gint64 value =
      json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : G_MAXINT64;

  if (value < -LARGEST_AMOUNT || value > LARGEST_AMOUNT)
    return refuse (self, error, "“%s” has to be a whole number below %d", name, LARGEST_AMOUNT);
  *amount = (int) value;
  return TRUE;
}

/* Only a date of an earlier line can be meant, so a rule can't run in a circle. */
static gboolean
read_reference (HavenDeadlineRule *self, JsonNode *node, guint *position, GError **error)
{
  const char *name =
      json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

  return haven_deadline_rule_find_date (self, name, position) ||
         refuse (self, error, "no date above is called “%s”", name);
}

/* ── Dates and their steps ──────────────────────────────────────────────── */

static const StepName *
find_step_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (step_names); i++)
    if (strcmp (name, step_names[i].name) == 0)
      return &step_names[i];
  return NULL;
}

static void
note_step (HavenDeadlineRule *self, const DeadlineStep *step)
{
  if (step->kind == DEADLINE_STEP_MAILED_DAYS)
    self->mailed_days = step->amount;
  else if (step->kind == DEADLINE_STEP_ROLL_FORWARD)
    self->rolls_forward = TRUE;
}

static gboolean
read_step (HavenDeadlineRule *self, JsonNode *node, GArray *steps, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) members = object ? json_object_get_members (object) : NULL;
  const StepName *name = members && !members->next ? find_step_name (members->data) : NULL;
  DeadlineStep step = { 0 };
  gboolean flag = FALSE;
  JsonNode *value;

  if (name == NULL)
    return refuse (self, error, "a step has to be one known operation");
  step.kind = name->kind;
  value = json_object_get_member (object, name->name);
  if (name->takes == AMOUNT && !read_amount (self, value, name->name, &step.amount, error))
    return FALSE;
  if ((step.kind == DEADLINE_STEP_YEARS && ABS (step.amount) > LONGEST_YEARS) ||
      (step.kind == DEADLINE_STEP_MONTHS && ABS (step.amount) > 12 * LONGEST_YEARS))
    return refuse (self, error, "a step may take %d years at most", LONGEST_YEARS);
  if (name->takes == FLAG && !read_flag (self, object, name->name, &flag, error))
    return FALSE;
  if (name->takes == FLAG && !flag)
    return refuse (self, error, "“%s” is true or absent", name->name);
  if (name->takes == OTHER && !read_reference (self, value, &step.other, error))
    return FALSE;
  note_step (self, &step);
  g_array_append_val (steps, step);
  return TRUE;
}

static gboolean
read_start (HavenDeadlineRule *self, JsonObject *object, guint *from, GError **error)
{
  static const char *const starts[] = { "trigger", "born", "notice" };
  g_autofree char *name = NULL;
  guint position;

  if (!read_text (self, object, "from", &name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (strcmp (name, starts[i]) == 0)
      {
        *from = i;
        return i != DEADLINE_FROM_BORN || self->needs_born ||
               refuse (self, error, "it starts from a birth date that it does not ask for");
      }
  if (!read_reference (self, json_object_get_member (object, "from"), &position, error))
    return FALSE;
  *from = DEADLINE_FROM_DATE + position;
  return TRUE;
}

static void
free_date (gpointer data)
{
  DeadlineDate *date = data;

  g_free (date->name);
  g_free (date->words);
  g_array_unref (date->steps);
  g_free (date);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeadlineDate, free_date)

static gboolean
read_steps (HavenDeadlineRule *self, JsonObject *object, GArray *steps, GError **error)
{
  JsonNode *node = json_object_get_member (object, "steps");

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, error, "a date needs a list of steps, which may be empty");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!read_step (self, json_array_get_element (json_node_get_array (node), i), steps, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_date (HavenDeadlineRule *self, JsonObject *object, GError **error)
{
  static const char *const known[] = { "name", "words", "from", "steps", NULL };
  g_autoptr (DeadlineDate) date = g_new0 (DeadlineDate, 1);
  guint position;

  date->steps = g_array_new (FALSE, FALSE, sizeof (DeadlineStep));
  if (!has_only (self, object, known, error) ||
      !read_text (self, object, "name", &date->name, error) ||
      !read_optional_text (self, object, "words", &date->words, error) ||
      !read_start (self, object, &date->from, error) ||
      !read_steps (self, object, date->steps, error))
    return FALSE;
  if (haven_deadline_rule_find_date (self, date->name, &position))
    return refuse (self, error, "two of its dates are called “%s”", date->name);
  g_ptr_array_add (self->dates, g_steal_pointer (&date));
  return TRUE;
}

/* ── Alerts ─────────────────────────────────────────────────────────────── */

static gboolean
read_alert (HavenDeadlineRule *self, JsonObject *object, GError **error)
{
  static const char *const known[] = { "before", "days", "months", NULL };
  gboolean in_months = json_object_has_member (object, "months");
  const char *unit = in_months ? "months" : "days";
  JsonNode *before = json_object_get_member (object, "before");
  JsonNode *amounts = json_object_get_member (object, unit);
  guint of;

  if (!has_only (self, object, known, error))
    return FALSE;
  if (before == NULL || amounts == NULL || !JSON_NODE_HOLDS_ARRAY (amounts))
    return refuse (self, error, "an alert needs “before” and a list of days or months");
  if (!read_reference (self, before, &of, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (amounts)); i++)
    {
      DeadlineAlert alert = { of, in_months, 0 };
      JsonNode *amount = json_array_get_element (json_node_get_array (amounts), i);

      if (!read_amount (self, amount, unit, &alert.amount, error))
        return FALSE;
      if (alert.amount < 0)
        return refuse (self, error, "an alert comes before its date");
      g_array_append_val (self->alerts, alert);
    }
  return TRUE;
}

/* ── Sentences ──────────────────────────────────────────────────────────── */

static gboolean
is_placeholder (HavenDeadlineRule *self, const char *name, DeadlineWhen when)
{
  guint position;

  if (strcmp (name, "trigger") == 0 || haven_deadline_rule_find_date (self, name, &position))
    return TRUE;
  return strcmp (name, "age") == 0 &&
         (when == DEADLINE_WHEN_BORN || when == DEADLINE_WHEN_UNDER_21 ||
          when == DEADLINE_WHEN_21_OR_OVER);
}

static gboolean
check_placeholders (HavenDeadlineRule *self, const DeadlineSentence *sentence, GError **error)
{
  for (const char *open = strchr (sentence->text, '{'); open; open = strchr (open + 1, '{'))
    {
      const char *close = strchr (open, '}');
      g_autofree char *name =
          close ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup ("");

      if (!is_placeholder (self, name, sentence->when))
        return refuse (self, error, "its explanation names an unknown date “%s”", name);
    }
  return TRUE;
}

static void
free_sentence (gpointer data)
{
  DeadlineSentence *sentence = data;

  g_free (sentence->text);
  g_free (sentence);
}

static gboolean
read_condition (HavenDeadlineRule *self, JsonObject *object, DeadlineWhen *when, GError **error)
{
  g_autofree char *name = NULL;

  if (!read_text (self, object, "when", &name, error))
    return FALSE;
  for (guint i = 0; conditions[i]; i++)
    if (strcmp (name, conditions[i]) == 0)
      {
        *when = i;
        return TRUE;
      }
  return refuse (self, error, "it knows no condition “%s”", name);
}

static gboolean
read_sentence (HavenDeadlineRule *self, JsonObject *object, GError **error)
{
  static const char *const known[] = { "when", "text", NULL };
  DeadlineSentence *sentence = g_new0 (DeadlineSentence, 1);

  g_ptr_array_add (self->sentences, sentence);
  return has_only (self, object, known, error) &&
         read_condition (self, object, &sentence->when, error) &&
         read_text (self, object, "text", &sentence->text, error) &&
         check_placeholders (self, sentence, error);
}

/* ── The rule ───────────────────────────────────────────────────────────── */

static gboolean
read_list (HavenDeadlineRule *self,
           JsonObject *object,
           const char *name,
           gboolean (*read) (HavenDeadlineRule *, JsonObject *, GError **),
           GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return refuse (self, error, "“%s” has to be a list", name);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (self, error, "“%s” has to hold objects", name);
      if (!read (self, json_node_get_object (element), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_names (HavenDeadlineRule *self, JsonObject *object, GError **error)
{
  if (!read_text (self, object, "code", &self->code, error) ||
      !read_text (self, object, "label", &self->label, error) ||
      !read_text (self, object, "plain_label", &self->plain_label, error) ||
      !read_text (self, object, "trigger_event", &self->trigger_event, error) ||
      !read_text (self, object, "trigger_verb", &self->trigger_verb, error) ||
      !read_text (self, object, "kind", &self->kind, error) ||
      !read_text (self, object, "citation", &self->citation, error) ||
      !read_optional_text (self, object, "days_meaning", &self->days_meaning, error))
    return FALSE;
  return g_strv_contains (kinds, self->kind) ||
         refuse (self, error, "it knows no kind “%s”", self->kind);
}

static gboolean
check_dates (HavenDeadlineRule *self, GError **error)
{
  guint named = 0, position;

  for (guint i = 0; result_dates[i]; i++)
    named += haven_deadline_rule_find_date (self, result_dates[i], &position);
  if (self->dates->len > DEADLINE_N_MAX_DATES)
    return refuse (self, error, "it has more than %d dates", DEADLINE_N_MAX_DATES);
  if (self->sentences->len == 0)
    return refuse (self, error, "it does not explain itself");
  /* How a state's own days roll is that state's law, which no table here tells. */
  if (self->goes_by_state_court && self->rolls_forward)
    return refuse (self, error, "it goes by a state court and rolls by the federal calendar");
  if (self->medical_evidence && !haven_deadline_rule_find_date (self, "last_safe_day", &position))
    return refuse (self, error, "it wants medical evidence before a day that it does not have");
  if (self->other_side_comes && g_strcmp0 (self->kind, "hearing") != 0)
    return refuse (self, error, "the other side comes to it, and it is no hearing");
  return named > 0 || self->alerts->len == 0 || refuse (self, error, "it alerts to no date");
}

/**
 * haven_deadline_rule_read:
 *
 * Returns: (transfer full): the rule, or %NULL with %HAVEN_DEADLINE_ERROR_BAD_RULE, which names the
 * rule and what is wrong with it
 */
HavenDeadlineRule *
haven_deadline_rule_read (JsonObject *object, GError **error)
{
  static const char *const known[] = { "code",          "label",           "plain_label",
                                       "trigger_event", "trigger_verb",    "kind",
                                       "citation",      "days_meaning",    "needs_lawyer_check",
                                       "needs_born",    "starts_at_birth", "dates",
                                       "alerts",        "explanation",     "goes_by_state_court",
                                       "medical_evidence", "other_side_comes", NULL };
  HavenDeadlineRule *self = g_new0 (HavenDeadlineRule, 1);

  self->dates = g_ptr_array_new_with_free_func (free_date);
  self->sentences = g_ptr_array_new_with_free_func (free_sentence);
  self->alerts = g_array_new (FALSE, FALSE, sizeof (DeadlineAlert));

  if (read_names (self, object, error) && has_only (self, object, known, error) &&
      read_flag (self, object, "needs_lawyer_check", &self->needs_lawyer_check, error) &&
      read_flag (self, object, "needs_born", &self->needs_born, error) &&
      read_flag (self, object, "starts_at_birth", &self->starts_at_birth, error) &&
      read_flag (self, object, "goes_by_state_court", &self->goes_by_state_court, error) &&
      read_flag (self, object, "medical_evidence", &self->medical_evidence, error) &&
      read_flag (self, object, "other_side_comes", &self->other_side_comes, error) &&
      read_list (self, object, "dates", read_date, error) &&
      read_list (self, object, "alerts", read_alert, error) &&
      read_list (self, object, "explanation", read_sentence, error) && check_dates (self, error))
    return self;

  haven_deadline_rule_free (self);
  return NULL;
}

void
haven_deadline_rule_free (HavenDeadlineRule *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->label);
  g_free (self->plain_label);
  g_free (self->trigger_event);
  g_free (self->trigger_verb);
  g_free (self->kind);
  g_free (self->citation);
  g_free (self->days_meaning);
  g_ptr_array_unref (self->dates);
  g_ptr_array_unref (self->sentences);
  g_array_unref (self->alerts);
  g_free (self);
}

gboolean
haven_deadline_rule_find_date (const HavenDeadlineRule *self, const char *name, guint *position)
{
  for (guint i = 0; i < self->dates->len; i++)
    if (strcmp (((DeadlineDate *) g_ptr_array_index (self->dates, i))->name, name) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
