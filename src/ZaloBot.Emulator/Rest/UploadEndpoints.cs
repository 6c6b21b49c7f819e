using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ZaloBot.Emulator;

/// <summary>Multipart uploads (fact sheet 5.6).</summary>
internal sealed class UploadEndpoints(Uploads uploads)
{
    private const int Megabyte = 1024 * 1024;

    public static void Map(Routes routes, Uploads uploads)
    {
        var here = new UploadEndpoints(uploads);
        routes.Post("/v2.0/oa/upload/image", Permissions.Send, here.Image);
        routes.Post("/v2.0/oa/upload/gif", Permissions.Send, here.Gif);
        routes.Post("/v2.0/oa/upload/file", Permissions.Send, here.Document);
    }

    private JsonObject Image(ApiRequest request)
    {
        var (name, bytes) = Part(request, "file", Megabyte);
        return IsJpeg(bytes) || IsPng(bytes)
            ? new JsonObject { ["attachment_id"] = uploads.Keep(ContentKind.Image, name, bytes.Length) }
            : throw ApiRefusal.Invalid("file");
    }

    /// <summary>The table of the documentation calls the field <c>file</c>, its sample <c>image</c>; either is taken.</summary>
    private JsonObject Gif(ApiRequest request)
    {
        var (name, bytes) = Part(request, "file", 5 * Megabyte, "image");
        return bytes.AsSpan().StartsWith("GIF8"u8)
            ? new JsonObject { ["attachment_id"] = uploads.Keep(ContentKind.Gif, name, bytes.Length) }
            : throw ApiRefusal.Invalid("file");
    }

    private JsonObject Document(ApiRequest request)
    {
        var (name, bytes) = Part(request, "file", 5 * Megabyte);
        return Path.GetExtension(name).ToUpperInvariant() is ".PDF" or ".DOC" or ".DOCX" or ".CSV"
            ? new JsonObject { ["token"] = uploads.Keep(ContentKind.File, name, bytes.Length) }
            : throw ApiRefusal.Invalid("file");
    }

    private static bool IsJpeg(byte[] bytes) => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool IsPng(byte[] bytes) => bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]);

    private static (string Name, byte[] Bytes) Part(ApiRequest request, string field, int most, string? otherField = null)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw ApiRefusal.Invalid(field);
        }

        // The bytes are in memory already, so nothing here really waits.
        var reader = new MultipartReader(boundary, new MemoryStream(request.Raw));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            if (section.GetContentDispositionHeader() is { } header && header.IsFileDisposition()
                && (header.Name.Value?.Trim('"') == field || (otherField is not null && header.Name.Value?.Trim('"') == otherField)))
            {
                using var bytes = new MemoryStream();
                section.Body.CopyTo(bytes);
                return bytes.Length <= most
                    ? (header.FileNameStar.Value ?? header.FileName.Value?.Trim('"') ?? "", bytes.ToArray())
                    : throw ApiRefusal.TooLarge(field);
            }
        }

        throw ApiRefusal.Invalid(field);
    }
}
