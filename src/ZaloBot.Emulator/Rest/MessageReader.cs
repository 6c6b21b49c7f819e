using System.Text;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Reads <c>message</c> of a send call: text, picture, gif, sticker or file, and nothing else (fact sheet 5.4).</summary>
internal sealed class MessageReader(Uploads uploads)
{
    /// <summary>Documented for captions and private texts, assumed for the rest; counted in NFC.</summary>
    private const int LongestText = 2000;

    public Content Read(JsonObject message, bool isPrivate)
    {
        var text = ApiRequest.OptionalText(message["text"], "message.text");
        if (text?.Normalize(NormalizationForm.FormC).Length > LongestText)
        {
            throw ApiRefusal.TooLarge("message.text");
        }

        return message["attachment"] switch
        {
            null when string.IsNullOrWhiteSpace(text) => throw ApiRefusal.Invalid("message.text"),
            null => Content.Of(text),
            JsonObject attachment => Attachment(attachment, text, isPrivate),
            _ => throw ApiRefusal.Invalid("message.attachment"),
        };
    }

    private Content Attachment(JsonObject attachment, string? text, bool isPrivate)
    {
        var payload = ApiRequest.Object(attachment["payload"], "attachment.payload");
        switch (ApiRequest.Text(attachment["type"], "attachment.type"))
        {
            case "file":
                var (name, size) = uploads.Find(ApiRequest.Text(payload["token"], "token"), ContentKind.File);
                return Content.File(name, size, text);
            case "template":
                break;
            default:
                throw ApiRefusal.Of(-233);
        }

        var template = ApiRequest.Text(payload["template_type"], "template_type");
        if (payload["elements"] is not JsonArray { Count: 1 } elements)
        {
            throw ApiRefusal.Invalid("elements");
        }

        var element = ApiRequest.Object(elements[0], "elements");
        return template switch
        {
            "media" => Media(element, text),
            "request_user_info" when isPrivate => new Content(ContentKind.Template,
                ApiRequest.Text(element["title"], "title") + "\n" + ApiRequest.Text(element["subtitle"], "subtitle"), []),
            _ => throw ApiRefusal.Of(-233),
        };
    }

    private Content Media(JsonObject element, string? text)
    {
        switch (ApiRequest.Text(element["media_type"], "media_type"))
        {
            case "image":
                var url = ApiRequest.OptionalText(element["url"], "url");
                if (url is null == element["attachment_id"] is null)
                {
                    throw ApiRefusal.Invalid("attachment_id");
                }

                if (url is null)
                {
                    uploads.Find(ApiRequest.Text(element["attachment_id"], "attachment_id"), ContentKind.Image);
                }

                return Content.Image(text, url ?? "https://f1.photo.example.zdn.vn/oa.jpg");
            case "gif":
                uploads.Find(ApiRequest.Text(element["attachment_id"], "attachment_id"), ContentKind.Gif);
                if (element["width"] is null || element["height"] is null)
                {
                    throw ApiRefusal.Invalid("width");
                }

                return Content.Gif() with { Text = text };
            case "sticker":
                return Content.Sticker(ApiRequest.Text(element["attachment_id"], "attachment_id"));
            default:
                throw ApiRefusal.Of(-233);
        }
    }
}
