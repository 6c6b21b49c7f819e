using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ZaloBot.Dashboard;

namespace ZaloBot.Access;

/// <summary>Signing in to the dashboard with the administrators' key, and out again.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", RazorComponentResult (HttpContext http, IAntiforgery antiforgery) => Page(http, antiforgery, wasWrong: false))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-in", SignInAsync)
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult>> SignInAsync(HttpContext http, IAntiforgery antiforgery, [FromForm] string key) =>
        await KeyAuthentication.TrySignInAsync(http, key.Trim()) ? TypedResults.LocalRedirect("~/") : Page(http, antiforgery, wasWrong: true);

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, [FromForm] string? ignored)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect("~/");
    }

    private static RazorComponentResult<SignInPage> Page(HttpContext http, IAntiforgery antiforgery, bool wasWrong) =>
        new RazorComponentResult<SignInPage>(new { Antiforgery = antiforgery.GetAndStoreTokens(http), WasWrong = wasWrong });
}
