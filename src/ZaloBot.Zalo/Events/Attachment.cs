using System.Text.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>
/// One entry of <c>message.attachments</c> (fact sheet 4). Every field may be missing. Links point to
/// short-lived hosts of the platform and must only be fetched from an allow-list.
/// </summary>
public sealed record Attachment
{
    /// <summary>The platform's word (<c>image</c>, <c>link</c>, …). A business card says <c>link</c> here; see <see cref="Card"/>.</summary>
    public string? Type { get; init; }

    /// <summary>Where the thing itself lies.</summary>
    public string? Url { get; init; }

    /// <summary>A small picture of it.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Title of a link or video; null where it could be read as a <see cref="Card"/>.</summary>
    public string? Description { get; init; }

    /// <summary>File name.</summary>
    public string? Name { get; init; }

    /// <summary>File size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>MD5 of the file, hex.</summary>
    public string? Checksum { get; init; }

    /// <summary>File extension without the dot.</summary>
    public string? FileType { get; init; }

    /// <summary>Sticker id.</summary>
    public string? Id { get; init; }

    /// <summary>Degrees north, of a location.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, of a location.</summary>
    public double? Longitude { get; init; }

    /// <summary>The person on a business card; null for everything else.</summary>
    public BusinessCard? Card { get; init; }

    /// <summary>What the payload held besides.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unmapped { get; init; } = ZaloEvent.Nothing;
}

/// <summary>A contact card: personal data of somebody who may not even be in the group.</summary>
/// <param name="Phone">Telephone number as sent.</param>
/// <param name="QrCodeUrl">Picture of the person's QR code.</param>
public sealed record BusinessCard(string? Phone, string? QrCodeUrl);
