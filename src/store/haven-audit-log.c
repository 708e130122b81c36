/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-audit-log-private.h"

#include "haven-id.h"
#include "haven-records.h"

#include <sodium.h>
#include <stdatomic.h>
#include <string.h>

/* A clock may be set a little without a word (R40). */
#define MOST_SET_BACK (5 * G_TIME_SPAN_MINUTE)

struct _HavenAuditLog
{
  HavenAnchors *anchors; /* borrowed */
  HavenDatabase *database;
  HavenPartitions partitions;
  char *workstation;
  char *session;

  HavenPartitions missing; /* kept heads that could not be read; told by the first event */
  HavenPartitions told_missing;
  gboolean told_set_back;
  _Atomic gint64 set_back;

  /* of the transaction that runs */
  HavenPartitions written;
  HavenAuditHead heads[HAVEN_N_PARTITIONS];
};

/* ── Opening ──────────────────────────────────────────────────────────────── */

/* A number that is this device's own and tells neither its name nor the number that other programs know it by. */
static char *
make_workstation (void)
{
  static const char purpose[] = "org.havenclinic.Haven workstation";
  g_autofree char *machine = NULL;
  guint8 hash[crypto_generichash_BYTES_MIN];
  gsize length;
  char text[sizeof hash * 2 + 1];

  if (!g_file_get_contents ("/etc/machine-id", &machine, &length, NULL) || length < 32)
    return NULL;
  crypto_generichash (hash,
                      sizeof hash,
                      (const guint8 *) machine,
                      32,
                      (const guint8 *) purpose,
                      sizeof purpose - 1);
  return g_strdup (sodium_bin2hex (text, sizeof text, hash, sizeof hash));
}

/* The chain must go as far as what was kept of it, and through it, before anything of it is shown. */
static gboolean
check_partition (HavenAuditLog *self, HavenPartition partition, gboolean to_look, HavenClock *clock, GError **error)
{
  HavenAuditHead anchor, head;
  gboolean anchored = haven_anchors_get (self->anchors, partition, &anchor);

  if (!haven_audit_read_head (self->database, partition, &head, error) ||
      (anchored && !haven_anchors_check (self->database, partition, &anchor, error)))
    return FALSE;
  haven_clock_raise_floor (clock, head.at);
  if (!anchored && head.sequence > 0 && !to_look)
    self->missing |= 1u << partition;
  if (!to_look)
    haven_anchors_keep (self->anchors, partition, &head);
  return TRUE;
}

/**
 * haven_audit_log_open:
 * @to_look: the chains are not held against the kept heads
 *
 * %HAVEN_STORE_ERROR_ROLLED_BACK where a chain is not the one that was used last.
 */
HavenAuditLog *
haven_audit_log_open (HavenAnchors *anchors,
                      HavenDatabase *database,
                      HavenPartitions partitions,
                      gboolean to_look,
                      HavenClock *clock,
                      GError **error)
{
  g_autoptr (HavenAuditLog) self = g_new0 (HavenAuditLog, 1);

  self->anchors = anchors;
  self->database = database;
  self->partitions = partitions;
  self->workstation = make_workstation ();
  self->session = haven_id_new ();
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((partitions & (1u << i)) != 0 && !check_partition (self, (HavenPartition) i, to_look, clock, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
haven_audit_log_close (HavenAuditLog *self)
{
  if (self == NULL)
    return;
  g_free (self->workstation);
  g_free (self->session);
  g_free (self);
}

/** Which partitions had no kept head that could be read although their log had events. */
HavenPartitions
haven_audit_log_get_missing (HavenAuditLog *self)
{
  return self->missing;
}

/** By how many microseconds the machine's clock was set back, where that was much; from any thread. */
gint64
haven_audit_log_get_set_back (HavenAuditLog *self)
{
  return self->set_back;
}

/* ── One event ────────────────────────────────────────────────────────────── */

static gboolean
contents_changed (HavenAuditLog *self, HavenPartition partition)
{
  HavenContents *contents = haven_contents_get (self->database);

  return contents != NULL && haven_contents_changed (contents, partition);
}

static gboolean
take_contents (HavenAuditLog *self, HavenPartition partition, guint8 *after, GError **error)
{
  const HavenAuditHead *head = &self->heads[partition];

  return haven_contents_take (haven_contents_get (self->database),
                              partition,
                              head->has_contents ? head->contents : NULL,
                              after,
                              error);
}

static gboolean
append (HavenAuditLog *self, HavenPartition partition, HavenAuditEvent *event, HavenInstant at, GError **error)
{
  guint8 contents[HAVEN_CONTENTS_SIZE];

  event->workstation = self->workstation;
  event->session = self->session;
  if ((self->written & (1u << partition)) == 0 &&
      !haven_audit_read_head (self->database, partition, &self->heads[partition], error))
    return FALSE;
  self->written |= 1u << partition;
  if (haven_contents_get (self->database) != NULL)
    {
      if (!take_contents (self, partition, contents, error))
        return FALSE;
      event->contents = contents;
    }
  return haven_audit_append (self->database, partition, event, at, &self->heads[partition], error);
}

/* Records of another partition are not named in this one; what is no record at all, a backup for example, may be. */
static gboolean
is_of_another (const char *record, HavenPartition partition)
{
  if (haven_records_lookup (partition, record) != NULL)
    return FALSE;
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (haven_records_lookup ((HavenPartition) i, record) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_look (HavenAction action)
{
  return action == HAVEN_ACTION_VIEW || action == HAVEN_ACTION_LIST || action == HAVEN_ACTION_SEARCH ||
         action == HAVEN_ACTION_PRINT || action == HAVEN_ACTION_EXPORT;
}

/* ── An act in the partition that its record belongs to ───────────────────── */

static void
add_name (GString *names, const char *name)
{
  if (strstr (names->str, name) != NULL)
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

/* The fields of the record that the act is about, and the other tables of the partition that it changed. */
static char *
dup_changed (HavenAuditTrail *trail, const HavenAct *act, HavenPartition partition)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < haven_audit_trail_get_n_touches (trail); i++)
    {
      const HavenAuditTouch *touch = haven_audit_trail_get_touch (trail, i);

      if (touch->kind == HAVEN_TOUCH_LOOK || touch->info->partition != partition)
        continue;
      if (strcmp (touch->info->name, act->record) != 0)
        add_name (names, touch->info->name);
      else if (touch->fields && (act->object_id == NULL || g_strcmp0 (touch->id, act->object_id) == 0))
        add_name (names, touch->fields->str);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Whom the records are about, where the act does not say it and they are all about one person. */
static const char *
find_patient (HavenAuditTrail *trail, const HavenAct *act, HavenPartition partition)
{
  const char *patient_id = NULL;

  if (act->patient_id != NULL)
    return act->patient_id;
  for (guint i = 0; i < haven_audit_trail_get_n_touches (trail); i++)
    {
      const HavenAuditTouch *touch = haven_audit_trail_get_touch (trail, i);

      if (touch->info->partition != partition || strcmp (touch->info->name, act->record) != 0)
        continue;
      if (touch->patient_id == NULL || (patient_id != NULL && strcmp (patient_id, touch->patient_id) != 0))
        return NULL;
      patient_id = touch->patient_id;
    }
  return patient_id;
}

static gboolean
append_own (HavenAuditLog *self,
            const HavenAct *act,
            HavenAuditTrail *trail,
            HavenPartition partition,
            HavenInstant at,
            GError **error)
{
  g_autofree char *changed = dup_changed (trail, act, partition);
  HavenAuditEvent event = {
    .staff_id = act->staff_id,
    .action = haven_action_get_name (act->action),
    .record = act->record,
    .object_id = act->object_id,
    .patient_id = find_patient (trail, act, partition),
    .detail = act->detail,
    .changed = changed,
  };

  return append (self, partition, &event, at, error);
}

/* ── The same act in another partition ────────────────────────────────────── */

static const char *
name_touch (HavenAction action, HavenTouchKind kind)
{
  if (kind != HAVEN_TOUCH_LOOK && (action == HAVEN_ACTION_UNDO || action == HAVEN_ACTION_IMPORT))
    return haven_action_get_name (action);
  switch (kind)
    {
    case HAVEN_TOUCH_CREATE:
      return haven_action_get_name (HAVEN_ACTION_CREATE);
    case HAVEN_TOUCH_UPDATE:
      return haven_action_get_name (HAVEN_ACTION_UPDATE);
    case HAVEN_TOUCH_DELETE:
      return haven_action_get_name (HAVEN_ACTION_DELETE);
    case HAVEN_TOUCH_LOOK:
    default:
      return haven_action_get_name (HAVEN_ACTION_VIEW);
    }
}

static gboolean
append_touch (HavenAuditLog *self, const HavenAct *act, const HavenAuditTouch *touch, HavenInstant at, GError **error)
{
  HavenAuditEvent event = {
    .staff_id = act->staff_id,
    .action = name_touch (act->action, touch->kind),
    .record = touch->info->name,
    .object_id = touch->id,
    .patient_id = touch->patient_id ? touch->patient_id : act->patient_id,
    .changed = touch->fields ? touch->fields->str : NULL,
  };

  return append (self, touch->info->partition, &event, at, error);
}

/* A look that found nothing, or that a statement of the store's own made, is a look into the part all the same. */
static gboolean
append_general (HavenAuditLog *self, const HavenAct *act, HavenPartition partition, HavenInstant at, GError **error)
{
  static const char *const roots[HAVEN_N_PARTITIONS] = { "patient", "encounter", "matter" };
  HavenAuditEvent event = {
    .staff_id = act->staff_id,
    .action = haven_action_get_name (is_look (act->action)                ? HAVEN_ACTION_LIST
                                     : contents_changed (self, partition) ? HAVEN_ACTION_UPDATE
                                                                          : act->action),
    .record = roots[partition],
    .patient_id = act->patient_id,
  };

  return append (self, partition, &event, at, error);
}

static gboolean
append_other (HavenAuditLog *self,
              const HavenAct *act,
              HavenAuditTrail *trail,
              HavenPartition partition,
              HavenInstant at,
              GError **error)
{
  gboolean changed = haven_audit_trail_changed (trail, partition);
  guint n_events = 0;

  for (guint i = 0; i < haven_audit_trail_get_n_touches (trail); i++)
    {
      const HavenAuditTouch *touch = haven_audit_trail_get_touch (trail, i);

      /* What is read on the way to a change is no event of its own. */
      if (touch->info->partition != partition || (changed && touch->kind == HAVEN_TOUCH_LOOK))
        continue;
      if (!append_touch (self, act, touch, at, error))
        return FALSE;
      n_events++;
    }
  return n_events > 0 || !(is_look (act->action) || contents_changed (self, partition)) ||
         append_general (self, act, partition, at, error);
}

/* Somebody asked for a part that is not open to them: who and when, and nothing of what it was. */
static gboolean
append_closed (HavenAuditLog *self, const HavenAct *act, HavenInstant at, GError **error)
{
  HavenAuditEvent event = {
    .staff_id = act->staff_id,
    .action = haven_action_get_name (act->action),
    .record = "vault",
  };

  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (self->partitions & (1u << i))
      return append (self, (HavenPartition) i, &event, at, error);
  return TRUE;
}

/* ── An act ───────────────────────────────────────────────────────────────── */

static gboolean
append_notice (HavenAuditLog *self,
               const HavenAct *act,
               HavenPartition partition,
               const char *detail,
               HavenInstant at,
               GError **error)
{
  HavenAuditEvent event = {
    .staff_id = act->staff_id,
    .action = haven_action_get_name (HAVEN_ACTION_CHECK),
    .record = "audit_event",
    .detail = detail,
  };

  return append (self, partition, &event, at, error);
}

/* What was noticed about the log itself stands in it, in front of the first act that follows. */
static gboolean
append_notices (HavenAuditLog *self, const HavenAct *act, HavenPartition partition, HavenInstant at, GError **error)
{
  g_autofree char *set_back = NULL;

  if ((self->missing & ~self->told_missing & (1u << partition)) != 0 &&
      !append_notice (self, act, partition, "the kept head could not be read", at, error))
    return FALSE;
  if (self->told_set_back || self->set_back == 0)
    return TRUE;
  set_back = g_strdup_printf ("the clock was set back by %" G_GINT64_FORMAT " s", self->set_back / G_TIME_SPAN_SECOND);
  return append_notice (self, act, partition, set_back, at, error);
}

static void
look_at_clock (HavenAuditLog *self, HavenClock *clock)
{
  gint64 behind = haven_clock_get_floor (clock) - haven_clock_get_wall (clock);

  if (behind <= 0)
    self->told_set_back = FALSE;
  self->set_back = behind > MOST_SET_BACK ? behind : 0;
}

static gboolean
append_in (HavenAuditLog *self,
           const HavenAct *act,
           HavenAuditTrail *trail,
           HavenPartition partition,
           HavenInstant at,
           GError **error)
{
  if ((act->partitions & (1u << partition)) == 0 && !haven_audit_trail_changed (trail, partition) &&
      !contents_changed (self, partition))
    return TRUE;
  if (!append_notices (self, act, partition, at, error))
    return FALSE;
  return (act->partitions & (1u << partition)) == 0 || is_of_another (act->record, partition)
             ? append_other (self, act, trail, partition, at, error)
             : append_own (self, act, trail, partition, at, error);
}

/**
 * haven_audit_log_append:
 * @trail: (nullable): what the transaction looked at and changed
 *
 * Writes what an act did into the log of each partition that it touched, inside the transaction that is running. Each
 * log names records of its own partition only: nothing in one tells what another holds.
 */
gboolean
haven_audit_log_append (HavenAuditLog *self,
                        const HavenAct *act,
                        HavenAuditTrail *trail,
                        HavenClock *clock,
                        GError **error)
{
  HavenInstant at;

  self->written = 0;
  look_at_clock (self, clock);
  at = haven_clock_now (clock);
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((self->partitions & (1u << i)) != 0 && !append_in (self, act, trail, (HavenPartition) i, at, error))
      return FALSE;
  if (self->written != 0)
    return TRUE;
  /* No event, no data (R22). */
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if ((act->partitions & self->partitions & (1u << i)) != 0)
      return append_general (self, act, (HavenPartition) i, at, error);
  if (act->action == HAVEN_ACTION_DENY)
    return append_closed (self, act, at, error);
  g_set_error_literal (error,
                       HAVEN_STORE_ERROR,
                       HAVEN_STORE_ERROR_MISSING_PARTITION,
                       "That part of the vault is not open to you.");
  return FALSE;
}

/** The transaction is on disk: what was written is kept outside the files too. */
void
haven_audit_log_commit (HavenAuditLog *self, HavenClock *clock)
{
  for (int i = 0; i < HAVEN_N_PARTITIONS; i++)
    if (self->written & (1u << i))
      {
        haven_anchors_keep (self->anchors, (HavenPartition) i, &self->heads[i]);
        haven_clock_raise_floor (clock, self->heads[i].at);
      }
  self->told_missing |= self->written;
  self->told_set_back = self->set_back > 0;
}
