using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ZaloBot.Emulator;

/// <summary><c>/v4/oa/permission</c>: where an administrator of the OA lets the app in (fact sheet 5.1).</summary>
internal sealed class PermissionPage(ZaloEmulator emulator, EmulatorOptions options)
{
    public const string Path = "/v4/oa/permission";

    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}"
        + "button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#0057c2;color:#fff}";

    public static Uri Grant(ZaloEmulator emulator, EmulatorOptions options, Uri link)
    {
        var (target, problem) = Decide(emulator, options, QueryHelpers.ParseQuery(link.Query));
        return target ?? throw new InvalidOperationException(problem);
    }

    public async Task HandleAsync(HttpContext context)
    {
        var (target, problem) = Decide(emulator, options, QueryHelpers.ParseQuery(context.Request.QueryString.Value), peek: HttpMethods.IsGet(context.Request.Method));
        if (target is not null && HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Redirect(target.AbsoluteUri);
            return;
        }

        var name = HtmlEncoder.Default.Encode(emulator.World.Oa.Name);
        var body = problem.Length > 0
            ? $"<h1>Không mở được trang cấp quyền</h1><p>{HtmlEncoder.Default.Encode(problem)}</p>"
            : $"<h1>Cấp quyền cho ứng dụng</h1><p>Ứng dụng {HtmlEncoder.Default.Encode(options.AppId)} xin quyền thay mặt <strong>{name}</strong> "
                + "đọc tin nhắn nhóm, gửi tin nhắn và quản lý nhóm.</p><form method=\"post\"><button>Cho phép</button></form>";
        context.Response.ContentType = "text/html;charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>Cấp quyền</title><style>{Style}</style><body>{body}</body></html>",
            context.RequestAborted);
    }

    private static (Uri? Target, string Problem) Decide(ZaloEmulator emulator, EmulatorOptions options, Dictionary<string, StringValues> query, bool peek = false)
    {
        if (Field("app_id") != options.AppId)
        {
            return (null, "-14002 Invalid appId");
        }

        if (emulator.CallbackUrl is not { } saved || Field("redirect_uri") != saved.OriginalString)
        {
            return (null, "-14003 Invalid redirect uri");
        }

        if (peek)
        {
            return (null, "");
        }

        var target = QueryHelpers.AddQueryString(saved.OriginalString, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = emulator.Tokens.NewCode(Field("code_challenge")),
            ["oa_id"] = emulator.World.Oa.Id,
        });
        if (Field("state") is { } state && !emulator.Quirks.CallbackWithoutState)
        {
            target = QueryHelpers.AddQueryString(target, "state", state);
        }

        return (new Uri(target), "");

        string? Field(string name) => query.TryGetValue(name, out var value) ? (string?)value : null;
    }
}
