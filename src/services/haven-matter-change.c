/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-matter-change.h"

#include "haven-matter-type.h"
#include "haven-text.h"

#include <glib/gi18n.h>

static gboolean
refuse (const char *sentence, GError **error)
{
  g_set_error_literal (error, HAVEN_MATTER_ERROR, HAVEN_MATTER_ERROR_MISSING_FIELD, sentence);
  return FALSE;
}

static gboolean
check_needs (HavenMatterStages *stages, const HavenMatter *matter, GError **error)
{
  g_auto (GStrv) missing = haven_matter_stages_dup_missing (stages, matter);
  g_autofree char *words = NULL;

  if (missing[0] == NULL)
    return TRUE;
  for (guint i = 0; missing[i]; i++)
    g_set_str (&missing[i], _ (haven_matter_stages_get_need_words (missing[i])));
  words = g_strjoinv (C_ ("between parts of a sentence", ", "), missing);
  g_set_error (error,
               HAVEN_MATTER_ERROR,
               HAVEN_MATTER_ERROR_MISSING_FIELD,
               /* Translators: a list, "the outcome, the day on which it was sent" */
               _ ("This stage needs more: %s."),
               words);
  return FALSE;
}

/* Another order is possible, with a reason that stays with the matter. */
static gboolean
check_move (HavenMatterStages *stages, const HavenMatter *before, HavenMatter *after, const char *reason, GError **error)
{
  if (!haven_matter_stages_apply (stages, after->type, after->stage))
    return refuse (_ ("Matters of this kind do not have that stage."), error);
  if (haven_matter_stages_may_follow (stages, after->type, before->stage, after->stage))
    return TRUE;
  if (haven_text_is_blank (reason))
    return refuse (_ ("That stage does not follow this one. Say why it is so all the same."), error);
  haven_record_set_text (&after->stage_reason, reason);
  return TRUE;
}

/* A number that was there before, from another office's list for example, is nobody's mistake here. */
static gboolean
clean_number (char **member,
              const char *before,
              char *(*clean) (const char *text, GError **error),
              GError **error)
{
  g_autoptr (GError) wrong = NULL;
  char *number;

  if (g_strcmp0 (*member, before) == 0)
    return TRUE;
  number = clean (*member, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  g_free (*member);
  *member = number;
  return TRUE;
}

static void
drop_blank (char **member)
{
  if (haven_text_is_blank (*member))
    g_clear_pointer (member, g_free);
  else
    g_strstrip (*member);
}

/* What follows from the stage by itself. */
static void
follow_stage (HavenMatter *after, HavenDate today)
{
  if (haven_matter_stage_is_open (after->stage))
    after->closed_on = HAVEN_DATE_NONE;
  else if (!haven_date_is_set (after->closed_on))
    after->closed_on = today;
}

static gboolean
check_days (const HavenMatter *after, HavenDate today, GError **error)
{
  return !haven_date_is_set (after->filed_on) || haven_date_compare (after->filed_on, today) <= 0 ||
         refuse (_ ("The day on which it was sent is still to come."), error);
}

/**
 * haven_matters_edit_change:
 * @before: as it was read
 * @wanted: as it shall be: stage, venue, numbers, privilege, protection, outcome, what was sent when and how
 * @reason: (nullable): why the stages are not in their order, where they are not
 * @error: %HAVEN_MATTER_ERROR
 *
 * What a stage needs has to be there; what 8 USC 1367 covers stays protected.
 */
HavenEdit *
haven_matters_edit_change (HavenSession *session,
                           const HavenMatter *before,
                           const HavenMatter *wanted,
                           const char *reason,
                           GError **error)
{
  g_autoptr (HavenMatterStages) stages = haven_matter_stages_load (error);
  g_autoptr (HavenMatter) after = haven_matter_copy (wanted);
  HavenDate today = haven_clock_today (haven_session_get_clock (session));
  HavenEdit *edit;

  if (stages == NULL)
    return NULL;
  drop_blank (&after->venue);
  drop_blank (&after->docket_number);
  drop_blank (&after->hold_reason);
  if (haven_matter_type_is_protected_1367 (after->type) && !after->protected_1367)
    {
      refuse (_ ("8 USC 1367 covers matters of this kind, so the mark stays."), error);
      return NULL;
    }
  if (!clean_number (&after->receipt_number, before->receipt_number, haven_receipt_number_dup_clean, error) ||
      !clean_number (&after->alien_number, before->alien_number, haven_alien_number_dup_clean, error) ||
      !check_days (after, today, error) ||
      !check_move (stages, before, after, reason, error) || !check_needs (stages, after, error) ||
      !haven_matter_check (after, error))
    return NULL;
  follow_stage (after, today);
  edit = haven_edit_new (_ ("Matter changed"), HAVEN_ACTION_UPDATE, before->patient_id);
  haven_edit_replace (edit, &haven_matter_info, before, after);
  return edit;
}
