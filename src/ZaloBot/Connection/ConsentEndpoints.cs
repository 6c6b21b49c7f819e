using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Zalo.Tokens;

namespace ZaloBot.Connection;

/// <summary>
/// Consent of an OA administrator (fact sheet 5.1): to the platform's permission page, and back with a code. Where the platform
/// takes only the link its console made, the code comes back without our state and is entered on a page instead.
/// </summary>
public static class ConsentEndpoints
{
    /// <summary>Where an administrator begins.</summary>
    public const string StartPath = "/oauth/zalo/start";

    /// <summary>Where a code is entered by hand.</summary>
    public const string CodePath = "/oauth/zalo/code";

    private const string CallbackPath = "/oauth/zalo/callback";

    // The code itself lives ten minutes; a consent that takes longer is begun anew.
    private static readonly TimeSpan RequestLife = TimeSpan.FromMinutes(15);

    public static void MapConsent(this IEndpointRouteBuilder routes)
    {
        var consent = routes.MapGroup("/oauth/zalo").RequireAuthorization().WithTags("Consent");
        consent.MapGet("/start", StartAsync).WithName("StartConsent").WithSummary("Sends an administrator to the platform's permission page.");
        consent.MapGet("/code", RazorComponentResult (HttpContext http, IAntiforgery antiforgery) => Page(http, antiforgery)).ExcludeFromDescription();
        consent.MapPost("/code", EnterAsync).ExcludeFromDescription();
        consent.MapGet("/callback", FinishAsync).WithName("FinishConsent").WithSummary("Takes the code the platform sends back.");
    }

    /// <summary>Where an administrator begins, by the address the public knows; null while the settings name none.</summary>
    public static string? StartAddress(SettingsSource settings) =>
        settings.Current.Dashboard.PublicUrl is { Length: > 0 } address ? new Uri(new Uri(address), StartPath).AbsoluteUri : null;

    private static async Task<RedirectHttpResult> StartAsync(
        HttpContext http, Store store, SettingsSource settings, IOptionsMonitor<Zalo.ZaloOptions> zalo, IDataProtectionProvider protection, bool pkce = true)
    {
        var request = ConsentRequest.Create(zalo.CurrentValue, CallbackAddress(http, settings), pkce);
        var verifier = Protector(protection).Protect(request.Verifier ?? "");
        await store.Database.StringSetAsync(store.Keys.Consent(request.State), verifier, RequestLife);
        return TypedResults.Redirect(request.Address.AbsoluteUri);
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult, RazorComponentResult>> FinishAsync(
        HttpContext http, IAntiforgery antiforgery, Store store, SettingsSource settings, ConsentGrant grant, IDataProtectionProvider protection, CancellationToken cancellationToken, string? code = null, string? state = null, string? oa_id = null)
    {
        if (code is { Length: > 0 } && string.IsNullOrEmpty(state))
        {
            // Nobody knows who began this; a person looks at it and confirms, since a link can be put before anybody.
            return Page(http, antiforgery, code);
        }

        if (string.IsNullOrEmpty(code) || string.IsNullOrEmpty(state))
        {
            return Refuse("The platform sent no code. Start again at /oauth/zalo/start and grant the permissions.");
        }

        // Read and deleted in one step: a state is good for one return.
        var kept = (string?)await store.Database.StringGetDeleteAsync(store.Keys.Consent(state));
        if (kept is null)
        {
            return Refuse("This consent was not begun here, was used already, or took too long. Start again at /oauth/zalo/start.");
        }

        if (!string.IsNullOrEmpty(oa_id) && oa_id != settings.Current.Zalo.OaId)
        {
            return Refuse("Consent was given for another Official Account than Zalo:OaId. Choose the right one, or correct the settings.");
        }

        try
        {
            var verifier = Protector(protection).Unprotect(kept);
            var redeemed = await grant.RedeemAsync(code, verifier.Length > 0 ? verifier : null, cancellationToken);
            return redeemed.IsOk ? TypedResults.LocalRedirect("~/") : Refuse(redeemed.Error.Message);
        }
        catch (CryptographicException)
        {
            return Refuse("The key ring changed meanwhile. Start again at /oauth/zalo/start.");
        }
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult>> EnterAsync(
        HttpContext http, IAntiforgery antiforgery, ConsentGrant grant, [FromForm] string? code, [FromForm] string? verifier, CancellationToken cancellationToken)
    {
        if (code?.Trim() is not { Length: > 0 } given)
        {
            return Page(http, antiforgery);
        }

        var redeemed = await grant.RedeemAsync(given, verifier?.Trim() is { Length: > 0 } known ? known : null, cancellationToken);
        return redeemed.IsOk ? TypedResults.LocalRedirect("~/") : Page(http, antiforgery, given, redeemed.Error.Message);
    }

    private static RazorComponentResult<CodePage> Page(HttpContext http, IAntiforgery antiforgery, string code = "", string? problem = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<CodePage>(new { Antiforgery = antiforgery.GetAndStoreTokens(http), Code = code, Problem = problem });
    }

    // To the letter what is saved in the console, else -14003. Behind a proxy only the setting knows the public address.
    private static Uri CallbackAddress(HttpContext http, SettingsSource settings) =>
        settings.Current.Dashboard.PublicUrl is { Length: > 0 } address
            ? new Uri(new Uri(address), CallbackPath)
            : new Uri($"{http.Request.Scheme}://{http.Request.Host}{CallbackPath}");

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("ZaloBot.Consent.v1");

    private static ProblemHttpResult Refuse(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
