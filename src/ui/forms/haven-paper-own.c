/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-own.h"

#include "haven-announce.h"
#include "haven-official-fields.h"
#include "haven-official-forms-service.h"
#include "haven-paper-fields.h"
#include "haven-papers-dialog.h"

struct _HavenPaperOwn
{
  GObject parent_instance;

  /* owned */
  JsonObject *values; /* by what they are for */
  JsonObject *begun;  /* the same, of what was typed and does not stand on the paper yet */
  char *typed;
  char *purpose; /* of the paper that is being filled in */
  HavenPaperPages *pages;
  GCancellable *cancellable;

  /* borrowed */
  GtkWidget *parent;

  gboolean opening; /* an agency's form, to be filled in */
};

G_DEFINE_FINAL_TYPE (HavenPaperOwn, haven_paper_own, G_TYPE_OBJECT)

enum
{
  FILLED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Each language has values of its own, and what stays on a safe copy is another question than what stands on the plan. */
static char *
dup_purpose (const char *language, const char *variant)
{
  return g_strcmp0 (variant, "safe") == 0 ? g_strdup_printf ("safe/%s", language) : g_strdup (language);
}

static JsonObject *
get_object (JsonObject *objects, const char *purpose)
{
  return json_object_has_member (objects, purpose) ? json_object_get_object_member (objects, purpose) : NULL;
}

/* ── Filling in ───────────────────────────────────────────────────────────── */

static void
filled_cb (HavenPaperOwn *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  json_object_set_object_member (self->values, self->purpose, json_node_dup_object (node));
  json_object_remove_member (self->begun, self->purpose);
  g_signal_emit (self, signals[FILLED], 0);
}

static void
begun_cb (HavenPaperOwn *self, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  json_object_set_object_member (self->begun, self->purpose, json_node_dup_object (node));
  g_signal_emit (self, signals[TYPED], 0);
}

static void
present (HavenPaperOwn *self, AdwDialog *fields)
{
  g_signal_connect_object (fields, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fields, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
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
    present (self,
             haven_paper_fields_new_for_steps (haven_paper_pages_get_paper (self->pages),
                                               steps,
                                               get_object (self->begun, self->purpose)));
}

/**
 * haven_paper_own_ask:
 * @parent: (not nullable): what the question stands over, and lives longer
 *
 * Asks for the values of a paper; of a safe copy, what the person keeps on it. Where somebody began and was
 * interrupted, they find what they had typed.
 */
void
haven_paper_own_ask (HavenPaperOwn *self, HavenSession *session, HavenForms *forms, HavenPaperPages *pages, GtkWidget *parent)
{
  const HavenPaper *paper = haven_paper_pages_get_paper (pages);

  g_return_if_fail (HAVEN_IS_PAPER_OWN (self));

  self->parent = parent;
  g_set_object (&self->pages, pages);
  g_free (self->purpose);
  self->purpose = dup_purpose (paper->document->language, paper->document->variant);
  if (!json_object_has_member (paper->values, "steps"))
    present (self, haven_paper_fields_new (forms, paper, get_object (self->begun, self->purpose)));
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

/* ── An agency's form ─────────────────────────────────────────────────────── */

typedef struct
{
  char *form_id;
  char *patient_id;
  HavenPdfReader *reader;
  JsonObject *known;
} Official;

static void
free_official (gpointer data)
{
  Official *official = data;

  g_free (official->form_id);
  g_free (official->patient_id);
  g_clear_object (&official->reader);
  g_clear_pointer (&official->known, json_object_unref);
  g_free (official);
}

static gpointer
open_official (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Official *wanted = data;
  Official *official = g_new0 (Official, 1);

  official->reader = haven_official_forms_open (session, wanted->form_id, cancellable, error);
  if (official->reader != NULL)
    official->known =
        haven_official_forms_make_values (session, wanted->form_id, official->reader, wanted->patient_id, error);
  if (official->known != NULL)
    return official;
  free_official (official);
  return NULL;
}

static void
official_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Official *official = haven_session_work_finish (HAVEN_SESSION (source), result, &error);
  HavenPaperOwn *self = data;
  JsonObject *begun;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->opening = FALSE;
  if (official == NULL)
    {
      haven_announce (self->parent, error->message);
      return;
    }
  begun = get_object (self->begun, self->purpose);
  present (self,
           haven_official_fields_new (official->reader,
                                      official->known,
                                      begun ? begun : get_object (self->values, self->purpose),
                                      begun != NULL));
  free_official (official);
}

/**
 * haven_paper_own_ask_official:
 * @parent: (not nullable): what the question stands over, and lives longer
 *
 * Asks for the values of an agency's form, where the vault does not know them. Pressed twice, it asks once.
 */
void
haven_paper_own_ask_official (HavenPaperOwn *self,
                              HavenSession *session,
                              const char *form_id,
                              const char *patient_id,
                              GtkWidget *parent)
{
  Official *wanted;

  g_return_if_fail (HAVEN_IS_PAPER_OWN (self));

  if (self->opening)
    return;
  self->opening = TRUE;
  self->parent = parent;
  g_set_str (&self->purpose, HAVEN_PAPER_OFFICIAL);
  wanted = g_new0 (Official, 1);
  wanted->form_id = g_strdup (form_id);
  wanted->patient_id = g_strdup (patient_id);
  haven_session_work_async (session,
                            open_official,
                            wanted,
                            free_official,
                            free_official,
                            self->cancellable,
                            official_opened_cb,
                            self);
}

/* ── The draft ────────────────────────────────────────────────────────────── */

static char *
write_objects (JsonObject *objects)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, objects);
  return json_object_get_size (objects) > 0 ? json_to_string (node, FALSE) : NULL;
}

static void
read_objects (JsonObject **objects, const char *text)
{
  g_autoptr (JsonNode) node = text ? json_from_string (text, NULL) : NULL;

  json_object_unref (*objects);
  *objects = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static char *
dup_values (gpointer owner)
{
  return write_objects (HAVEN_PAPER_OWN (owner)->values);
}

static void
set_values (gpointer owner, const char *text)
{
  read_objects (&HAVEN_PAPER_OWN (owner)->values, text);
}

static char *
dup_begun (gpointer owner)
{
  return write_objects (HAVEN_PAPER_OWN (owner)->begun);
}

static void
set_begun (gpointer owner, const char *text)
{
  read_objects (&HAVEN_PAPER_OWN (owner)->begun, text);
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
  haven_draft_fields_add_value (fields, "begun", dup_begun, set_begun, self);
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
  json_object_unref (self->begun);
  g_free (self->typed);
  g_free (self->purpose);
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
  self->begun = json_object_new ();
  self->cancellable = g_cancellable_new ();
}

HavenPaperOwn *
haven_paper_own_new (void)
{
  return g_object_new (HAVEN_TYPE_PAPER_OWN, NULL);
}

/** Returns: (transfer none) (nullable): what was filled in for a paper in that language, of that kind */
JsonObject *
haven_paper_own_get_values (HavenPaperOwn *self, const char *language, const char *variant)
{
  g_autofree char *purpose = language ? dup_purpose (language, variant) : NULL;

  g_return_val_if_fail (HAVEN_IS_PAPER_OWN (self), NULL);
  return purpose ? get_object (self->values, purpose) : NULL;
}

/** Returns: whether somebody typed something that the vault does not know */
gboolean
haven_paper_own_has_words (HavenPaperOwn *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_OWN (self), FALSE);
  return json_object_get_size (self->values) > 0 || json_object_get_size (self->begun) > 0;
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
