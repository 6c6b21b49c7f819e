using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>The ten kinds of message, and the template that exists in private chats only (fact sheet 4).</summary>
public enum ContentKind
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>Picture.</summary>
    Image,

    /// <summary>Link with preview.</summary>
    Link,

    /// <summary>Voice message.</summary>
    Audio,

    /// <summary>Video.</summary>
    Video,

    /// <summary>Place.</summary>
    Location,

    /// <summary>Somebody's contact card.</summary>
    BusinessCard,

    /// <summary>Sticker.</summary>
    Sticker,

    /// <summary>Moving picture.</summary>
    Gif,

    /// <summary>Document.</summary>
    File,

    /// <summary>Template of the OA; private chats only.</summary>
    Template,
}

/// <summary>What a message carries. All values of attachments are text, as on the platform (fact sheet 4).</summary>
/// <param name="Kind">Decides the end of the event's name.</param>
/// <param name="Text">The text or the caption.</param>
/// <param name="Attachments">Shapes of fact sheet 4; several make an album.</param>
public sealed record Content(ContentKind Kind, string? Text, ImmutableList<ContentAttachment> Attachments)
{
    /// <summary>Plain text.</summary>
    public static Content Of(string text) => new(ContentKind.Text, text, []);

    /// <summary>A picture, or an album of several.</summary>
    public static Content Image(string? caption = null, string url = "https://f1.photo.example.zdn.vn/anh.jpg", int count = 1) =>
        new(ContentKind.Image, caption, [.. Enumerable.Range(0, count).Select(_ => new ContentAttachment("image", ("thumbnail", url), ("url", url)))]);

    /// <summary>A link; its address is the message's text too.</summary>
    public static Content Link(string url, string description = "") =>
        new(ContentKind.Link, url, [new("link", ("thumbnail", "https://link.photo.example.zdn.vn/x"), ("description", description), ("url", url))]);

    /// <summary>A voice message.</summary>
    public static Content Audio() => new(ContentKind.Audio, null, [new("audio", ("url", "https://f1.voice.example.zdn.vn/1/v.amr"))]);

    /// <summary>A video.</summary>
    public static Content Video(string description = "") => new(ContentKind.Video, null,
        [new("video", ("url", "https://f1-zvc.example.zdn.vn/v/1"), ("thumbnail", "https://f1.photo.example.zdn.vn/v.jpg"), ("description", description))]);

    /// <summary>A place.</summary>
    public static Content Location(string latitude = "9.9347000", string longitude = "106.3453000") =>
        new(ContentKind.Location, null, [new("location", latitude, longitude)]);

    /// <summary>A contact card: its attachment calls itself a link, and the phone hides in a JSON string.</summary>
    public static Content BusinessCard(string phone = "0900000000") => new(ContentKind.BusinessCard, null,
        [new("link", ("thumbnail", "https://s120.avatar.example.zdn.vn/p.jpg"),
            ("description", $$"""{"phone":"{{phone}}","qrCodeUrl":"https:\/\/qr.example.zdn.vn\/1.jpg"}"""), ("url", "www.zaloapp.com"))]);

    /// <summary>A sticker.</summary>
    public static Content Sticker(string id = "51ac000000000000a001") => new(ContentKind.Sticker, null,
        [new("sticker", ("url", "https://api.example.zalo.me/sticker?eid=1&size=130"), ("id", id))]);

    /// <summary>A moving picture.</summary>
    public static Content Gif() => new(ContentKind.Gif, null,
        [new("gif", ("thumbnail", "https://cgif.example.zdn.vn/t.jpg"), ("url", "https://cgif.example.zdn.vn/n.gif"))]);

    /// <summary>A document.</summary>
    public static Content File(string name = "ke-hoach.docx", long size = 120_345, string? caption = null) => new(ContentKind.File, caption,
        [new("file", ("size", size.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("name", name),
            ("checksum", "00112233445566778899aabbccddeeff"), ("type", Path.GetExtension(name).TrimStart('.')), ("url", "https://f1-group-zf.example.zdn.vn/f/1"))]);

    /// <summary>A plain example of each kind.</summary>
    public static Content Sample(ContentKind kind) => kind switch
    {
        ContentKind.Text => Of("Xin chào"),
        ContentKind.Image => Image(),
        ContentKind.Link => Link("https://example.vn/bai-viet", "Bài viết"),
        ContentKind.Audio => Audio(),
        ContentKind.Video => Video(),
        ContentKind.Location => Location(),
        ContentKind.BusinessCard => BusinessCard(),
        ContentKind.Sticker => Sticker(),
        ContentKind.Gif => Gif(),
        ContentKind.File => File(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "People do not send templates."),
    };

    /// <summary>The end of the event's name: <c>text</c>, <c>business_card</c>, …</summary>
    internal string Suffix => Kind == ContentKind.BusinessCard ? "business_card" : Kind.ToString().ToLowerInvariant();
}

/// <summary>One attachment.</summary>
public sealed record ContentAttachment
{
    private readonly string _payload;

    /// <summary>An attachment whose payload is flat.</summary>
    public ContentAttachment(string type, params ReadOnlySpan<(string Name, string Value)> payload)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in payload)
        {
            fields[name] = value;
        }

        Type = type;
        _payload = fields.ToJsonString();
    }

    internal ContentAttachment(string type, string latitude, string longitude)
    {
        Type = type;
        _payload = new JsonObject { ["coordinates"] = new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude } }.ToJsonString();
    }

    /// <summary><c>type</c> of the attachment.</summary>
    public string Type { get; }

    /// <summary>A copy of <c>payload</c>.</summary>
    public JsonObject Payload => JsonNode.Parse(_payload)!.AsObject();
}
