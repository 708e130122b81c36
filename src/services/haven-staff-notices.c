/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-staff-notices.h"

#include "haven-id.h"
#include "haven-tables.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kind_names[] = { "left", "role-taken", "recovery-sheet", "recovered" };

void
haven_staff_notice_free (HavenStaffNotice *self)
{
  g_free (self->id);
  g_free (self->staff_id);
  g_free (self->by_id);
  g_free (self->detail);
  g_free (self->confirmed_by);
  g_free (self);
}

void
haven_staff_reset_free (HavenStaffReset *self)
{
  g_free (self->staff_id);
  g_free (self->by_id);
  g_free (self);
}

static gboolean
is_task (HavenStaffNoticeKind kind)
{
  return kind == HAVEN_STAFF_NOTICE_LEFT || kind == HAVEN_STAFF_NOTICE_ROLE_TAKEN;
}

/** Whether a task was not confirmed within its hours. */
gboolean
haven_staff_notice_is_late (const HavenStaffNotice *self, HavenInstant now)
{
  return self->confirmed_at == 0 && self->due_at != 0 && now > self->due_at;
}

/* ── As it is kept ────────────────────────────────────────────────────────── */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text)
    json_object_set_string_member (object, name, text);
}

static char *
to_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static char *
dup_notice_text (const HavenStaffNotice *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  set_text (object, "kind", kind_names[self->kind]);
  set_text (object, "staff_id", self->staff_id);
  set_text (object, "by_id", self->by_id);
  set_text (object, "detail", self->detail);
  json_object_set_int_member (object, "at", self->at);
  json_object_set_int_member (object, "due_at", self->due_at);
  json_object_set_int_member (object, "confirmed_at", self->confirmed_at);
  set_text (object, "confirmed_by", self->confirmed_by);
  return to_json (object);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static char *
dup_text (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static gboolean
parse_kind (JsonObject *object, HavenStaffNoticeKind *kind)
{
  const char *name = json_object_get_string_member_with_default (object, "kind", "");

  for (gsize i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (strcmp (kind_names[i], name) == 0)
      {
        *kind = (HavenStaffNoticeKind) i;
        return TRUE;
      }
  return FALSE;
}

/* A kind that a newer program knows is left to it. */
static HavenStaffNotice *
parse_notice (const char *name, const char *text)
{
  g_autoptr (JsonObject) object = parse (text);
  HavenStaffNoticeKind kind;
  HavenStaffNotice *self;

  if (object == NULL || !parse_kind (object, &kind))
    return NULL;
  self = g_new0 (HavenStaffNotice, 1);
  self->id = g_strdup (name + strlen ("notice:"));
  self->kind = kind;
  self->staff_id = dup_text (object, "staff_id");
  self->by_id = dup_text (object, "by_id");
  self->detail = dup_text (object, "detail");
  self->confirmed_by = dup_text (object, "confirmed_by");
  self->at = json_object_get_int_member_with_default (object, "at", 0);
  self->due_at = json_object_get_int_member_with_default (object, "due_at", 0);
  self->confirmed_at = json_object_get_int_member_with_default (object, "confirmed_at", 0);
  return self;
}

static gboolean
write_notice (HavenTransaction *transaction, const HavenStaffNotice *notice, GError **error)
{
  g_autofree char *name = g_strconcat ("notice:", notice->id, NULL), *text = dup_notice_text (notice);

  return haven_tables_set_notice (transaction, name, text, error);
}

static int
compare_at (gconstpointer a, gconstpointer b)
{
  const HavenStaffNotice *one = *(HavenStaffNotice *const *) a, *other = *(HavenStaffNotice *const *) b;

  return one->at < other->at ? -1 : one->at > other->at;
}

static GPtrArray *
read_notices (HavenTransaction *transaction, GError **error)
{
  g_autoptr (GPtrArray) texts = haven_tables_list_notices (transaction, "notice:", error);
  GPtrArray *notices;

  if (texts == NULL)
    return NULL;
  notices = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_staff_notice_free);
  for (guint i = 0; i < texts->len; i += 2)
    {
      HavenStaffNotice *notice = parse_notice (texts->pdata[i], texts->pdata[i + 1]);

      if (notice)
        g_ptr_array_add (notices, notice);
    }
  g_ptr_array_sort (notices, compare_at);
  return notices;
}

/* ── Noting ───────────────────────────────────────────────────────────────── */

/**
 * haven_staff_notices_add:
 * @staff_id: whom it is about
 * @detail: (nullable):
 *
 * A task is due within a day (safety R48; proposed 45 CFR 164.308(a)(9)(ii), 90 FR 898: others who rely on the access of
 * somebody are told within 24 hours that it ended).
 */
gboolean
haven_staff_notices_add (HavenTransaction *transaction,
                         HavenSession *session,
                         HavenStaffNoticeKind kind,
                         const char *staff_id,
                         const char *detail,
                         GError **error)
{
  g_autofree char *id = haven_id_new ();
  const HavenInstant now = haven_clock_now (haven_session_get_clock (session));
  const HavenStaffNotice notice = {
    .id = id,
    .kind = kind,
    .staff_id = (char *) staff_id,
    .by_id = (char *) haven_session_get_staff_id (session),
    .detail = (char *) detail,
    .at = now,
    .due_at = is_task (kind) ? now + HAVEN_STAFF_NOTICE_HOURS * G_TIME_SPAN_HOUR : 0,
  };

  return write_notice (transaction, &notice, error);
}

/** From now on the member is shown as one whose passphrase somebody else knows, or who came in by a printed code. */
gboolean
haven_staff_notices_set_reset (HavenTransaction *transaction,
                               HavenSession *session,
                               const char *staff_id,
                               gboolean by_code,
                               GError **error)
{
  g_autofree char *name = g_strconcat ("reset:", staff_id, NULL), *text = NULL;
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "by_id", haven_session_get_staff_id (session));
  json_object_set_boolean_member (object, "by_code", by_code);
  json_object_set_int_member (object, "at", haven_clock_now (haven_session_get_clock (session)));
  text = to_json (object);
  return haven_tables_set_notice (transaction, name, text, error);
}

/** They have chosen one of their own. */
gboolean
haven_staff_notices_clear_reset (HavenTransaction *transaction, const char *staff_id, GError **error)
{
  g_autofree char *name = g_strconcat ("reset:", staff_id, NULL);

  return haven_tables_set_notice (transaction, name, "", error);
}

/* ── Looking ──────────────────────────────────────────────────────────────── */

typedef struct
{
  HavenSession *session;
  const char *id;
  GPtrArray *found; /* owned */
  HavenInstant seen;
} Work;

static char *
dup_seen_name (HavenSession *session)
{
  return g_strconcat ("seen:", haven_session_get_staff_id (session), NULL);
}

static gboolean
read_all (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *name = dup_seen_name (work->session), *seen = NULL;
  g_autoptr (GError) failure = NULL;

  seen = haven_tables_dup_setting (transaction, name, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  work->seen = seen ? g_ascii_strtoll (seen, NULL, 10) : 0;
  work->found = read_notices (transaction, error);
  return work->found != NULL;
}

static gboolean
look (Work *work, HavenTransactionFunc function, GError **error)
{
  return haven_session_run (work->session,
                            HAVEN_ACTION_LIST,
                            HAVEN_IN_SHARED,
                            "clinic_setting",
                            NULL,
                            NULL,
                            function,
                            work,
                            error);
}

/** Returns: (transfer full) (element-type HavenStaffNotice): tasks that nobody has confirmed, the oldest first */
GPtrArray *
haven_staff_notices_list_open (HavenSession *session, GError **error)
{
  Work work = { .session = session };

  if (!look (&work, read_all, error))
    return NULL;
  for (guint i = work.found->len; i > 0; i--)
    {
      const HavenStaffNotice *notice = work.found->pdata[i - 1];

      if (!is_task (notice->kind) || notice->confirmed_at != 0)
        g_ptr_array_remove_index (work.found, i - 1);
    }
  return work.found;
}

/**
 * haven_staff_notices_list_unseen:
 *
 * For whoever has signed in: what happened to the keys of all, by others, since they said that they saw the last.
 *
 * Returns: (transfer full) (element-type HavenStaffNotice): the oldest first
 */
GPtrArray *
haven_staff_notices_list_unseen (HavenSession *session, GError **error)
{
  Work work = { .session = session };

  if (!look (&work, read_all, error))
    return NULL;
  for (guint i = work.found->len; i > 0; i--)
    {
      const HavenStaffNotice *notice = work.found->pdata[i - 1];

      if (is_task (notice->kind) || notice->at <= work.seen ||
          g_strcmp0 (notice->by_id, haven_session_get_staff_id (session)) == 0)
        g_ptr_array_remove_index (work.found, i - 1);
    }
  return work.found;
}

static gboolean
write_seen (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *name = dup_seen_name (work->session), *text = NULL;
  HavenInstant last;

  if (!read_all (transaction, data, error))
    return FALSE;
  /* Not the moment of now: one that comes meanwhile was not seen. */
  last = work->found->len > 0 ? ((const HavenStaffNotice *) work->found->pdata[work->found->len - 1])->at : 0;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (last, work->seen));
  return haven_tables_set_notice (transaction, name, text, error);
}

/** They were shown what haven_staff_notices_list_unseen() gave, and said so. */
gboolean
haven_staff_notices_mark_seen (HavenSession *session, GError **error)
{
  Work work = { .session = session };
  const gboolean marked = look (&work, write_seen, error);

  g_clear_pointer (&work.found, g_ptr_array_unref);
  return marked;
}

static gboolean
parse_resets (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) texts = haven_tables_list_notices (transaction, "reset:", error);

  if (texts == NULL)
    return FALSE;
  work->found = g_ptr_array_new_with_free_func ((GDestroyNotify) haven_staff_reset_free);
  for (guint i = 0; i < texts->len; i += 2)
    {
      g_autoptr (JsonObject) object = parse (texts->pdata[i + 1]);
      HavenStaffReset *reset;

      if (object == NULL)
        continue;
      reset = g_new0 (HavenStaffReset, 1);
      reset->staff_id = g_strdup ((const char *) texts->pdata[i] + strlen ("reset:"));
      reset->by_id = dup_text (object, "by_id");
      reset->by_code = json_object_get_boolean_member_with_default (object, "by_code", FALSE);
      reset->at = json_object_get_int_member_with_default (object, "at", 0);
      g_ptr_array_add (work->found, reset);
    }
  return TRUE;
}

/** Returns: (transfer full) (element-type HavenStaffReset): each of them has not chosen a passphrase since */
GPtrArray *
haven_staff_notices_list_resets (HavenSession *session, GError **error)
{
  Work work = { .session = session };

  return look (&work, parse_resets, error) ? work.found : NULL;
}

/* ── Confirming ───────────────────────────────────────────────────────────── */

static gboolean
write_confirmed (HavenTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) notices = read_notices (transaction, error);

  for (guint i = 0; notices && i < notices->len; i++)
    {
      HavenStaffNotice *notice = notices->pdata[i];

      if (strcmp (notice->id, work->id) != 0 || !is_task (notice->kind) || notice->confirmed_at != 0)
        continue;
      notice->confirmed_at = haven_clock_now (haven_session_get_clock (work->session));
      g_set_str (&notice->confirmed_by, haven_session_get_staff_id (work->session));
      return write_notice (transaction, notice, error);
    }
  if (notices != NULL)
    g_set_error_literal (error,
                         HAVEN_STORE_ERROR,
                         HAVEN_STORE_ERROR_NOT_FOUND,
                         _ ("There is no such task, or somebody confirmed it before. Look at the list again."));
  return FALSE;
}

/** An administrator says that everybody outside who has to know was told; once, and with an event. */
gboolean
haven_staff_notices_confirm (HavenSession *session, const char *id, GError **error)
{
  Work work = { .session = session, .id = id };
  const HavenAct act = { .action = HAVEN_ACTION_UPDATE,
                         .record = "staff_member",
                         .object_id = id,
                         .detail = "others-told",
                         .partitions = HAVEN_IN_SHARED };

  return haven_store_run (haven_session_get_store (session), &act, write_confirmed, &work, error);
}
