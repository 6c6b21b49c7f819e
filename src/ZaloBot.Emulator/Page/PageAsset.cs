using Microsoft.AspNetCore.Http;

namespace ZaloBot.Emulator;

/// <summary>A file of the chat page, carried inside the assembly.</summary>
internal sealed class PageAsset
{
    private const string Prefix = "page/";

    private readonly string _type;
    private readonly byte[] _bytes;

    private PageAsset(string resource)
    {
        var name = resource[Prefix.Length..];
        Path = name == "index.html" ? "/" : "/" + name;
        _type = System.IO.Path.GetExtension(name) switch
        {
            ".html" => "text/html;charset=utf-8",
            ".css" => "text/css;charset=utf-8",
            ".js" => "text/javascript;charset=utf-8",
            ".svg" => "image/svg+xml",
            var other => throw new InvalidOperationException("No content type for " + other),
        };
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(resource)!;
        _bytes = new byte[stream.Length];
        stream.ReadExactly(_bytes);
    }

    public static IReadOnlyList<PageAsset> All { get; } = [.. typeof(PageAsset).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => new PageAsset(name))];

    public string Path { get; }

    public Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = _type;
        context.Response.ContentLength = _bytes.Length;
        return context.Response.Body.WriteAsync(_bytes, 0, _bytes.Length, context.RequestAborted);
    }
}
