using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using ZaloBot.Settings;

namespace ZaloBot.Access;

/// <summary>
/// Who may look (everything but webhook, consent, health and domain verification): a caller with the administrators' key as
/// bearer token, or a browser that signed in with it. The loopback address is not trusted: behind a proxy everyone has it.
/// </summary>
public static class KeyAuthentication
{
    /// <summary>The scheme that picks between the two below.</summary>
    public const string Scheme = "Administrators";

    private const string BearerScheme = "Key";
    private const string StampClaim = "stamp";

    // The tokens of forms are bound to a name; everybody with the key has this one.
    private static readonly Claim Administrator = new(ClaimTypes.Name, "administrator");

    public static IServiceCollection AddAdministratorAccess(this IServiceCollection services)
    {
        services.AddSingleton<AdministratorsKey>();
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, displayName: null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.ContainsKey("Authorization") ? BearerScheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, BearerKeyHandler>(BearerScheme, configureOptions: null)
            .AddCookie(options =>
            {
                options.Cookie.Name = "zalobot";
                options.Cookie.HttpOnly = true;

                // Lax, not strict: the browser comes back from the platform's permission page and must still be known. Forms carry a token.
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.LoginPath = "/sign-in";
                options.Events.OnValidatePrincipal = RejectAfterRenewalAsync;
                options.Events.OnRedirectToLogin = ChallengeAsync;
            });
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build())
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Signs a browser in when the key is right.</summary>
    public static async Task<bool> TrySignInAsync(HttpContext http, string candidate)
    {
        var key = http.RequestServices.GetRequiredService<AdministratorsKey>();
        if (!await key.IsRightAsync(candidate))
        {
            return false;
        }

        var settings = http.RequestServices.GetRequiredService<SettingsSource>().Current;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var identity = new ClaimsIdentity([Administrator, new Claim(StampClaim, await key.StampAsync() ?? "")], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IsPersistent = true, ExpiresUtc = now + settings.Dashboard.SignedInFor });
        return true;
    }

    private static async Task RejectAfterRenewalAsync(CookieValidatePrincipalContext context)
    {
        var key = context.HttpContext.RequestServices.GetRequiredService<AdministratorsKey>();
        if (context.Principal?.FindFirstValue(StampClaim) != await key.StampAsync())
        {
            context.RejectPrincipal();
        }
    }

    // A page leads to the sign-in; a program is told 401.
    private static Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private sealed class BearerKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AdministratorsKey key)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        private const string Prefix = "Bearer ";

        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return AuthenticateResult.NoResult();
            }

            try
            {
                return await key.IsRightAsync(header[Prefix.Length..].Trim())
                    ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([Administrator], BearerScheme)), BearerScheme))
                    : AuthenticateResult.Fail("The key is wrong.");
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                return AuthenticateResult.Fail("The store does not answer, so the key cannot be verified.");
            }
        }
    }
}
