using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using ZaloBot.Access;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Words;

namespace ZaloBot.Dashboard;

/// <summary>
/// The front page. The public sees a bare page that carries the platform's domain-verification tag; administrators see what
/// the bot found lately, and why.
/// </summary>
public static class DashboardEndpoints
{
    private const int FindingsOnPage = 100;

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", FrontPageAsync);
        pages.MapGet("/assets/pages.css", () => TypedResults.Stream(Resource("pages.css"), "text/css; charset=utf-8"));
        pages.MapGet("/zalo_verifier{given}.html", VerificationFile);
    }

    private static async Task<RazorComponentResult> FrontPageAsync(
        HttpContext http, SettingsSource settings, FindingReader findings, AdministratorNotices notices, IAntiforgery antiforgery, bool names = false)
    {
        http.Response.Headers.CacheControl = "no-store";
        var known = await http.AuthenticateAsync(KeyAuthentication.Scheme);
        if (!known.Succeeded)
        {
            return new RazorComponentResult<PublicPage>(new
            {
                Organisation = settings.Current.Organisation.Name,
                Verification = settings.Current.Zalo.DomainVerification,
            });
        }

        return new RazorComponentResult<FindingsPage>(new
        {
            Antiforgery = antiforgery.GetAndStoreTokens(http),
            Findings = await findings.ReadAsync(FindingsOnPage, names),
            WithNames = names,
            Rules = await findings.RulesAsync(),
            Notices = await NoticesAsync(settings, notices),
        });
    }

    private static async Task<IReadOnlyList<string>> NoticesAsync(SettingsSource settings, AdministratorNotices notices)
    {
        var lines = (await notices.RecentAsync()).Keys.Select(cause => $"{Phrases.Get("Page.NeedsAdministrator")} {cause}").ToList();
        lines.AddRange(settings.Faults.Select(fault => $"{fault.Path}: {fault.Problem} {fault.Cure}"));
        return lines;
    }

    // The platform may ask for a file at the root instead of the tag (fact sheet 2.6); its name and its content carry the same code.
    private static Results<ContentHttpResult, NotFound> VerificationFile(string given, SettingsSource settings)
    {
        var code = settings.Current.Zalo.DomainVerification;
        return code.Length > 0 && given == code
            ? TypedResults.Content($"""<!DOCTYPE html><html><head><meta name="zalo-platform-site-verification" property="zalo-platform-site-verification" content="{System.Net.WebUtility.HtmlEncode(code)}"></head><body>{System.Net.WebUtility.HtmlEncode(code)}</body></html>""", "text/html")
            : TypedResults.NotFound();
    }

    private static Stream Resource(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"ZaloBot.Dashboard.{name}")!;
}
