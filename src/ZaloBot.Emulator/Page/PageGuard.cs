using Microsoft.AspNetCore.Http;

namespace ZaloBot.Emulator;

/// <summary>
/// Keeps other web pages out: requests a browser makes for another origin are refused, changes must be JSON (which no plain
/// form can send), and the page may load nothing but its own files and run nothing but its own scripts.
/// </summary>
internal static class PageGuard
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";

        var own = $"{request.Scheme}://{request.Host}";
        if (request.Headers.Origin is [{ } origin] && origin != own)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        // A tool on this machine sends no Sec-Fetch-Site; a browser always does.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (!HttpMethods.IsGet(request.Method) && (site is not ("" or "same-origin") || !request.HasJsonContentType()))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
