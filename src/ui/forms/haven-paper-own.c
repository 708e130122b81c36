/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-own.h"

#include "haven-announce.h"
#include "haven-paper-fields.h"

struct _HavenPaperOwn
{
  GObject parent_instance;

  /* owned */
  JsonObject *values; /* by language */
  char *typed;
  char *language; /* of the paper that is being filled in */
  HavenPaperPages *pages;
  GCancellable *cancellable;

  /* borrowed */
  GtkWidget *parent;
};

G_DEFINE_FINAL_TYPE (HavenPaperOwn, haven_paper_own, G_TYPE_OBJECT)

enum
{
  FILLED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Filling in ───────────────────────────────────────────────────────────── */

static void
filled_cb (HavenPaperOwn *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  json_object_set_object_member (self->values, self->language, json_node_dup_object (node));
  g_signal_emit (self, signals[FILLED], 0);
}

static void
present (HavenPaperOwn *self, AdwDialog *fields)
{
  g_signal_connect_object (fields, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (fields, self->parent);
}

static gpointer
list_steps (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n_visits;

  return haven_papers_list_safe_steps (session, data, &n_visits, error);
}

static void
steps_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) steps = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPaperOwn *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (steps == NULL)
    haven_announce (self->parent, error->message);
  else
    present (self, haven_paper_fields_new_for_steps (haven_paper_pages_get_paper (self->pages), steps));
}

/**
 * haven_paper_own_ask:
 * @parent: (not nullable): what the question stands over, and lives longer
 *
 * Asks for the values of a paper; of a safe copy, what the person keeps on it.
 */
void
haven_paper_own_ask (HavenPaperOwn *self, HavenSession *session, HavenForms *forms, HavenPaperPages *pages, GtkWidget *parent)
{
  const HavenPaper *paper = haven_paper_pages_get_paper (pages);

  g_return_if_fail (HAVEN_IS_PAPER_OWN (self));

  self->parent = parent;
  g_set_object (&self->pages, pages);
  g_set_str (&self->language, paper->document->language);
  if (!json_object_has_member (paper->values, "steps"))
    present (self, haven_paper_fields_new (forms, paper));
  else
    haven_session_work_async (session,
                              list_steps,
                              g_strdup (paper->document->patient_id),
                              g_free,
                              (GDestroyNotify) json_array_unref,
                              self->cancellable,
                              steps_listed_cb,
                              self);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static char *
dup_values (gpointer owner)
{
  HavenPaperOwn *self = owner;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, self->values);
  return json_object_get_size (self->values) > 0 ? json_to_string (node, FALSE) : NULL;
}

static void
set_values (gpointer owner, const char *text)
{
  HavenPaperOwn *self = owner;
  g_autoptr (JsonNode) node = text ? json_from_string (text, NULL) : NULL;

  json_object_unref (self->values);
  self->values = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static char *
dup_typed (gpointer owner)
{
  return g_strdup (HAVEN_PAPER_OWN (owner)->typed);
}

static void
set_typed (gpointer owner, const char *text)
{
  g_set_str (&HAVEN_PAPER_OWN (owner)->typed, text && *text ? text : NULL);
}

/** What was typed becomes a part of the paper's draft. */
void
haven_paper_own_add_to_draft (HavenPaperOwn *self, HavenDraftFields *fields)
{
  g_return_if_fail (HAVEN_IS_PAPER_OWN (self));
  haven_draft_fields_add_value (fields, "filled", dup_values, set_values, self);
  haven_draft_fields_add_value (fields, "typed", dup_typed, set_typed, self);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_paper_own_dispose (GObject *object)
{
  HavenPaperOwn *self = HAVEN_PAPER_OWN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->pages);
  G_OBJECT_CLASS (haven_paper_own_parent_class)->dispose (object);
}

static void
haven_paper_own_finalize (GObject *object)
{
  HavenPaperOwn *self = HAVEN_PAPER_OWN (object);

  g_clear_object (&self->cancellable);
  json_object_unref (self->values);
  g_free (self->typed);
  g_free (self->language);
  G_OBJECT_CLASS (haven_paper_own_parent_class)->finalize (object);
}

static void
haven_paper_own_class_init (HavenPaperOwnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_paper_own_dispose;
  G_OBJECT_CLASS (klass)->finalize = haven_paper_own_finalize;

  signals[FILLED] = g_signal_new ("filled", HAVEN_TYPE_PAPER_OWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TYPED] = g_signal_new ("typed", HAVEN_TYPE_PAPER_OWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_paper_own_init (HavenPaperOwn *self)
{
  self->values = json_object_new ();
  self->cancellable = g_cancellable_new ();
}

HavenPaperOwn *
haven_paper_own_new (void)
{
  return g_object_new (HAVEN_TYPE_PAPER_OWN, NULL);
}

/** Returns: (transfer none) (nullable): what was filled in, in that language */
JsonObject *
haven_paper_own_get_values (HavenPaperOwn *self, const char *language)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_OWN (self), NULL);
  return language && json_object_has_member (self->values, language)
             ? json_object_get_object_member (self->values, language)
             : NULL;
}

/** Returns: (nullable): the names of those who began to sign */
const char *
haven_paper_own_get_typed (HavenPaperOwn *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_OWN (self), NULL);
  return self->typed;
}

/** @typed: (nullable): as HavenSigningDialog::typed gives it */
void
haven_paper_own_set_typed (HavenPaperOwn *self, const char *typed)
{
  g_return_if_fail (HAVEN_IS_PAPER_OWN (self));
  if (g_set_str (&self->typed, typed))
    g_signal_emit (self, signals[TYPED], 0);
}
