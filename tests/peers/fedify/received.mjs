// What the log of a peer says about an activity: the fields tests ask for, as
// Fedify read them, and the JSON as it came.
import { getTypeId } from "@fedify/vocab";

const shortType = (object) => getTypeId(object).href.replace(/^.*[#/]/, "");
const text = (value) => (value == null ? null : value.toString());
const hrefs = (urls) => urls.map((url) => url.href);

/** Describes a verified activity; it reads over the network only what Fedify itself would. */
export async function received(ctx, activity) {
  const raw = await activity.toJsonLd({ contextLoader: ctx.contextLoader });
  return {
    at: new Date().toISOString(),
    type: shortType(activity),
    id: activity.id?.href ?? null,
    actor: activity.actorId?.href ?? null,
    inbox: ctx.recipient ?? "shared",
    to: hrefs(activity.toIds),
    cc: hrefs(activity.ccIds),
    object_id: activity.objectId?.href ?? null,
    ...(await describeObject(ctx, activity, raw)),
    raw,
  };
}

async function describeObject(ctx, activity, raw) {
  // A deleted object is gone from its address, so a bare id is not followed.
  const bare = activity.objectId != null && typeof raw?.object === "string";
  const leave = ["Delete", "Accept", "Reject", "Follow", "Undo"].includes(shortType(activity)) && bare;
  if (leave) return { object_type: null, content: null };
  try {
    const object = await activity.getObject({ ...ctx, suppressError: false });
    if (object == null) return { object_type: null, content: null };
    return {
      object_type: shortType(object),
      attributed_to: object.attributionIds ? hrefs(object.attributionIds) : [],
      name: text(object.name),
      summary: text(object.summary),
      content: text(object.content),
      url: object.url?.href ?? null,
      in_reply_to: object.replyTargetId?.href ?? null,
      published: text(object.published),
      updated: text(object.updated),
    };
  } catch (error) {
    return { object_type: null, content: null, object_error: String(error.message ?? error).slice(0, 300) };
  }
}
