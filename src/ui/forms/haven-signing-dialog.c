/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-signing-dialog.h"

#include "haven-announce.h"
#include "haven-paper-view.h"
#include "haven-sign-step.h"

#include <glib/gi18n.h>

struct _HavenSigningDialog
{
  AdwDialog parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  AdwBanner *counsel_banner;
  GtkViewport *viewport;
  HavenPaperView *view;
  GtkStack *steps;
  GtkLabel *problem;
  GtkWidget *back;
  GtkButton *next;

  /* owned */
  HavenSession *session;
  HavenPaperPages *pages;
  GPtrArray *all; /* HavenSignStep, borrowed from the stack */
  GCancellable *cancellable;

  guint step;
  gboolean signing;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HavenSigningDialog, haven_signing_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Where one is ─────────────────────────────────────────────────────────── */

static HavenSignStep *
get_step (HavenSigningDialog *self)
{
  return g_ptr_array_index (self->all, self->step);
}

static void
update (HavenSigningDialog *self)
{
  gboolean last = self->step + 1 == self->all->len;
  const char *problem = haven_sign_step_get_problem (get_step (self));

  gtk_label_set_label (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_visible (self->back, self->step > 0);
  gtk_button_set_label (self->next, last ? _ ("_Sign") : _ ("_Next"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.next", problem == NULL && !self->signing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.back", self->step > 0 && !self->signing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "signing.refuse", !self->signing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps), !self->signing);
}

static void
go_to (HavenSigningDialog *self, guint step)
{
  /* Translators: which of several signatures is given */
  g_autofree char *words = g_strdup_printf (_ ("Signature %u of %u"), step + 1, self->all->len);

  self->step = step;
  gtk_stack_set_visible_child (self->steps, GTK_WIDGET (get_step (self)));
  adw_window_title_set_subtitle (self->window_title, self->all->len > 1 ? words : "");
  if (self->all->len > 1)
    haven_announce (GTK_WIDGET (self), words);
  update (self);
}

static char *
dup_typed (HavenSigningDialog *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *names = json_array_new ();

  json_node_take_array (root, names);
  for (guint i = 0; i < self->all->len; i++)
    json_array_add_object_element (names, haven_sign_step_dup_names (self->all->pdata[i]));
  return json_to_string (root, FALSE);
}

static void
step_changed_cb (HavenSigningDialog *self)
{
  g_autofree char *typed = NULL;

  if (self->filling)
    return;
  update (self);
  typed = dup_typed (self);
  g_signal_emit (self, signals[TYPED], 0, typed);
}

/* ── Signing ──────────────────────────────────────────────────────────────── */

/* What a worker needs, of its own: wiped when it is done. */
typedef struct
{
  HavenPaperPages *pages;
  char *signer;
  HavenDocumentSignature *signatures;
  guint n_signatures;
} Signing;

static void
free_signing (gpointer data)
{
  Signing *signing = data;

  for (guint i = 0; i < signing->n_signatures; i++)
    {
      HavenDocumentSignature *signature = &signing->signatures[i];

      g_free ((char *) signature->place);
      g_free ((char *) signature->name);
      g_free ((char *) signature->relationship);
      g_free ((char *) signature->witness);
      haven_strokes_free ((HavenStrokes *) signature->strokes);
      haven_strokes_free ((HavenStrokes *) signature->witness_strokes);
    }
  g_free (signing->signatures);
  g_free (signing->signer);
  g_object_unref (signing->pages);
  g_free (signing);
}

static Signing *
make_signing (HavenSigningDialog *self)
{
  Signing *signing = g_new0 (Signing, 1);

  signing->pages = g_object_ref (self->pages);
  signing->signer = g_strdup (haven_sign_step_get_signer (g_ptr_array_index (self->all, 0)));
  signing->n_signatures = self->all->len;
  signing->signatures = g_new0 (HavenDocumentSignature, self->all->len);
  for (guint i = 0; i < self->all->len; i++)
    {
      HavenDocumentSignature signature;

      haven_sign_step_read (self->all->pdata[i], &signature);
      signing->signatures[i] = (HavenDocumentSignature) {
        .place = g_strdup (signature.place),
        .name = g_strdup (signature.name),
        .relationship = g_strdup (signature.relationship),
        .strokes = signature.strokes ? haven_strokes_copy (signature.strokes) : NULL,
        .witness = g_strdup (signature.witness),
        .witness_strokes = signature.witness_strokes ? haven_strokes_copy (signature.witness_strokes) : NULL,
      };
    }
  return signing;
}

static gpointer
sign (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  Signing *signing = data;
  const HavenPaperSigning what = { signing->signer, signing->signatures, signing->n_signatures };
  HavenPaper *paper = haven_papers_sign (session, haven_paper_pages_get_paper (signing->pages), &what, error);

  return paper ? haven_paper_pages_new (paper, error) : NULL;
}

/* Once it runs it is not cancelled: who goes away meanwhile finds the signed paper in the record. */
static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HavenSigningDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenPaperPages) pages = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->signing = FALSE;
  if (pages != NULL)
    {
      g_signal_emit (self, signals[TYPED], 0, NULL);
      g_signal_emit (self, signals[SIGNED], 0, pages);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  update (self);
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  haven_announce (GTK_WIDGET (self), error->message);
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenSigningDialog *self = HAVEN_SIGNING_DIALOG (widget);

  if (self->step + 1 < self->all->len)
    {
      go_to (self, self->step + 1);
      return;
    }
  self->signing = TRUE;
  update (self);
  haven_session_work_async (self->session,
                            sign,
                            make_signing (self),
                            free_signing,
                            g_object_unref,
                            NULL,
                            signed_cb,
                            g_object_ref (self));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenSigningDialog *self = HAVEN_SIGNING_DIALOG (widget);

  go_to (self, self->step - 1);
}

/* Not to sign is an answer like any other: nothing is asked and nothing is kept. */
static void
refuse_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[TYPED], 0, NULL);
  adw_dialog_force_close (ADW_DIALOG (widget));
}

/* ── Where the keyboard is ────────────────────────────────────────────────── */

/* A page that is read is higher than the window, which would jump to its end. What is filled in is brought into sight. */
static void
focus_changed_cb (HavenSigningDialog *self, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->steps)))
    gtk_viewport_scroll_to (self->viewport, focus, NULL);
}

static void
haven_signing_dialog_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (haven_signing_dialog_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget),
                           "notify::focus-widget",
                           G_CALLBACK (focus_changed_cb),
                           widget,
                           G_CONNECT_SWAPPED);
}

/* ── Object ───────────────────────────────────────────────────────────────── */

static void
haven_signing_dialog_dispose (GObject *object)
{
  HavenSigningDialog *self = HAVEN_SIGNING_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_SIGNING_DIALOG);
  g_clear_object (&self->pages);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (haven_signing_dialog_parent_class)->dispose (object);
}

static void
haven_signing_dialog_finalize (GObject *object)
{
  g_clear_object (&HAVEN_SIGNING_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (haven_signing_dialog_parent_class)->finalize (object);
}

static void
haven_signing_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (HAVEN_SIGNING_DIALOG (dialog)->cancellable);
}

static void
haven_signing_dialog_class_init (HavenSigningDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = haven_signing_dialog_dispose;
  object_class->finalize = haven_signing_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = haven_signing_dialog_closed;
  widget_class->root = haven_signing_dialog_root;

  signals[SIGNED] = g_signal_new ("signed",
                                  HAVEN_TYPE_SIGNING_DIALOG,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  HAVEN_TYPE_PAPER_PAGES);
  signals[TYPED] =
      g_signal_new ("typed", HAVEN_TYPE_SIGNING_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (HAVEN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-signing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, counsel_banner);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, viewport);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, view);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, back);
  gtk_widget_class_bind_template_child (widget_class, HavenSigningDialog, next);
  gtk_widget_class_install_action (widget_class, "signing.refuse", NULL, refuse_cb);
  gtk_widget_class_install_action (widget_class, "signing.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "signing.next", NULL, next_cb);
}

static void
haven_signing_dialog_init (HavenSigningDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->all = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

static void
add_steps (HavenSigningDialog *self, const HavenPaper *paper)
{
  for (guint i = 0; i < paper->places->len; i++)
    {
      GtkWidget *step = haven_sign_step_new (paper->places->pdata[i]);

      g_signal_connect_object (step, "changed", G_CALLBACK (step_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_child (self->steps, step);
      g_ptr_array_add (self->all, step);
    }
}

/* What was typed before the window was locked; whatever else it is, it is passed over. */
static void
bring_back (HavenSigningDialog *self, const char *typed)
{
  g_autoptr (JsonNode) root = typed ? json_from_string (typed, NULL) : NULL;
  JsonArray *names = root && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names) && i < self->all->len; i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (names, i)))
      haven_sign_step_set_names (self->all->pdata[i], json_array_get_object_element (names, i));
}

/**
 * haven_signing_dialog_new:
 * @pages: of a paper that nothing hinders from being signed
 * @typed: (nullable): names that were typed before, as `typed` gave them
 */
AdwDialog *
haven_signing_dialog_new (HavenSession *session, HavenPaperPages *pages, const char *typed)
{
  HavenSigningDialog *self;
  const HavenPaper *paper = haven_paper_pages_get_paper (pages);

  g_return_val_if_fail (HAVEN_IS_SESSION (session) && paper->places != NULL && paper->places->len > 0, NULL);

  self = g_object_new (HAVEN_TYPE_SIGNING_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->pages = g_object_ref (pages);
  self->filling = TRUE;
  add_steps (self, paper);
  bring_back (self, typed);
  self->filling = FALSE;
  adw_banner_set_revealed (self->counsel_banner, paper->awaits_counsel);
  gtk_widget_set_visible (GTK_WIDGET (self->counsel_banner), paper->awaits_counsel);
  haven_paper_view_set_pages (self->view, pages);
  /* Reading comes first, for the keyboard too. */
  adw_dialog_set_focus (ADW_DIALOG (self), haven_paper_view_get_first (self->view));
  go_to (self, 0);
  return ADW_DIALOG (self);
}
