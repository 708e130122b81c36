/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-places.h"

struct _HavenPlaces
{
  GObject parent_instance;

  /* owned */
  HavenPlace *place;   /* the page, with the uppermost editor */
  GPtrArray *editors;  /* Editor, the uppermost last */
  GPtrArray *offers;   /* Offer, the latest last */
  HavenPlace *wanted;  /* nullable: an editor that waits for a page that can open it */
};

G_DEFINE_FINAL_TYPE (HavenPlaces, haven_places, G_TYPE_OBJECT)

typedef struct
{
  gpointer owner; /* only compared */
  HavenPlace *what;
} Editor;

typedef struct
{
  HavenPlaces *places;
  GObject *owner; /* weak; NULL once it is gone */
  char *editor;
  HavenEditorOpener opener;
} Offer;

static void
free_editor (gpointer data)
{
  Editor *editor = data;

  haven_place_free (editor->what);
  g_free (editor);
}

static void
owner_gone_cb (gpointer data, GObject *owner)
{
  Offer *offer = data;

  offer->owner = NULL;
  g_ptr_array_remove (offer->places->offers, offer);
}

static void
free_offer (gpointer data)
{
  Offer *offer = data;

  if (offer->owner != NULL)
    g_object_weak_unref (offer->owner, owner_gone_cb, offer);
  g_free (offer->editor);
  g_free (offer);
}

static void
haven_places_finalize (GObject *object)
{
  HavenPlaces *self = HAVEN_PLACES (object);

  haven_place_free (self->place);
  haven_place_free (self->wanted);
  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->offers);
  G_OBJECT_CLASS (haven_places_parent_class)->finalize (object);
}

static void
haven_places_class_init (HavenPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_places_finalize;
}

static void
haven_places_init (HavenPlaces *self)
{
  self->place = haven_place_new (HAVEN_DESTINATION_TODAY, NULL, NULL);
  self->editors = g_ptr_array_new_with_free_func (free_editor);
  self->offers = g_ptr_array_new_with_free_func (free_offer);
}

HavenPlaces *
haven_places_new (void)
{
  return g_object_new (HAVEN_TYPE_PLACES, NULL);
}

static void
note_uppermost (HavenPlaces *self)
{
  const Editor *editor = self->editors->len > 0 ? self->editors->pdata[self->editors->len - 1] : NULL;

  if (editor != NULL)
    haven_place_set_editor (self->place, editor->what->editor, editor->what->subject_id, editor->what->editor_detail);
  else
    haven_place_set_editor (self->place, NULL, NULL, NULL);
}

/** Returns: (transfer none): valid until somebody goes elsewhere */
const HavenPlace *
haven_places_get (HavenPlaces *self)
{
  g_return_val_if_fail (HAVEN_IS_PLACES (self), NULL);
  return self->place;
}

/** A page is shown. */
void
haven_places_note (HavenPlaces *self, HavenDestination destination, const char *id, const char *detail)
{
  g_return_if_fail (HAVEN_IS_PLACES (self));

  self->place->destination = destination;
  g_set_str (&self->place->id, id);
  g_set_str (&self->place->detail, detail);
}

/** An editor is open over the page; @owner is who will tell that it no longer is. */
void
haven_places_enter_editor (HavenPlaces *self,
                           gpointer owner,
                           const char *editor,
                           const char *subject_id,
                           const char *detail)
{
  Editor *entered = g_new0 (Editor, 1);

  g_return_if_fail (HAVEN_IS_PLACES (self) && editor != NULL && subject_id != NULL);

  entered->owner = owner;
  entered->what = haven_place_new (self->place->destination, NULL, NULL);
  haven_place_set_editor (entered->what, editor, subject_id, detail);
  g_ptr_array_add (self->editors, entered);
  note_uppermost (self);
}

void
haven_places_leave_editor (HavenPlaces *self, gpointer owner)
{
  g_return_if_fail (HAVEN_IS_PLACES (self));

  for (guint i = self->editors->len; i > 0; i--)
    if (((Editor *) self->editors->pdata[i - 1])->owner == owner)
      g_ptr_array_remove_index (self->editors, i - 1);
  note_uppermost (self);
}

/* ── Coming back ──────────────────────────────────────────────────────────── */

/* What is wanted is taken back first: to open it may offer more. */
static gboolean
try_offer (HavenPlaces *self, const Offer *offer)
{
  g_autoptr (HavenPlace) wanted = NULL;
  gpointer owner = offer->owner;
  HavenEditorOpener opener = offer->opener;

  if (self->wanted == NULL || g_strcmp0 (self->wanted->editor, offer->editor) != 0)
    return FALSE;
  wanted = g_steal_pointer (&self->wanted);
  if (opener (owner, wanted->editor, wanted->subject_id, wanted->editor_detail))
    return TRUE;
  if (self->wanted == NULL)
    self->wanted = g_steal_pointer (&wanted);
  return FALSE;
}

/**
 * haven_places_offer:
 * @opener: asked for an editor that somebody comes back to, now or later
 * @owner: (type GObject): the offer ends with it
 *
 * A page says that it is ready to open an editor.
 */
void
haven_places_offer (HavenPlaces *self, const char *editor, HavenEditorOpener opener, gpointer owner)
{
  Offer *offer = NULL;

  g_return_if_fail (HAVEN_IS_PLACES (self) && opener != NULL && G_IS_OBJECT (owner));

  for (guint i = 0; i < self->offers->len && offer == NULL; i++)
    {
      Offer *other = self->offers->pdata[i];

      if (other->owner == owner && g_str_equal (other->editor, editor))
        offer = other;
    }
  if (offer == NULL)
    {
      offer = g_new0 (Offer, 1);
      offer->places = self;
      offer->owner = owner;
      offer->editor = g_strdup (editor);
      offer->opener = opener;
      g_object_weak_ref (owner, owner_gone_cb, offer);
      g_ptr_array_add (self->offers, offer);
    }
  try_offer (self, offer);
}

/** Opens an editor as soon as a page can; %NULL wants none any more. */
void
haven_places_want_editor (HavenPlaces *self, const char *editor, const char *subject_id, const char *detail)
{
  g_return_if_fail (HAVEN_IS_PLACES (self));

  g_clear_pointer (&self->wanted, haven_place_free);
  if (editor == NULL || subject_id == NULL)
    return;
  self->wanted = haven_place_new (self->place->destination, NULL, NULL);
  haven_place_set_editor (self->wanted, editor, subject_id, detail);
  for (guint i = self->offers->len; i > 0; i--)
    if (i <= self->offers->len && try_offer (self, self->offers->pdata[i - 1]))
      return;
}
