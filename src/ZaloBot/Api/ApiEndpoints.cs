using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ZaloBot.Dashboard;
using ZaloBot.Learning;
using ZaloBot.Outbox;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Webhooks;

namespace ZaloBot.Api;

/// <summary>The administration API: for administrators' programs, with the administrators' key as bearer token.</summary>
public static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization().WithTags("Administration").ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("/findings", FindingsAsync).WithName("ListFindings").WithSummary("Recent findings with their reasons, newest first.");
        api.MapGet("/groups", GroupsAsync).WithName("ListGroups").WithSummary("The register of groups: those in the settings, and those of the OA that are not.");
        api.MapGet("/outbox", OutboxAsync).WithName("ListOutbox").WithSummary("What is still to be said.");
        api.MapGet("/receipts", ReceiptsAsync).WithName("ListReceipts").WithSummary("What became of messages, newest first.");
        api.MapGet("/quarantine", QuarantineAsync).WithName("ListQuarantine").WithSummary("Signed events that could not be used, without their content.");
        api.MapLessons();
        api.MapGet("/status", StatusAsync).WithName("Status").WithSummary("How much waits where.");
    }

    private static async Task<Ok<IReadOnlyList<FindingView>>> FindingsAsync(
        FindingReader findings, [Range(1, 1000), Description("How many at most.")] int limit = 100, [Description("Whether to show people's names.")] bool names = false) =>
        TypedResults.Ok(await findings.ReadAsync(limit, names));

    private static async Task<Ok<IReadOnlyList<GroupView>>> GroupsAsync(SettingsSource settings, Store store)
    {
        var declared = settings.Current.Groups.Select(group => new GroupView(group.Id, group.Name, group.Kind.ToString(), group.Mode.ToString(), IsDeclared: true)).ToList();
        var undeclared = (await store.Database.HashKeysAsync(store.Keys.UndeclaredGroups)).Select(id => id.ToString()).Where(id => settings.Current.Group(id) is null);
        return TypedResults.Ok<IReadOnlyList<GroupView>>([.. declared, .. undeclared.Select(id => new GroupView(id, null, null, null, IsDeclared: false))]);
    }

    private static async Task<Ok<IReadOnlyList<OutboxView>>> OutboxAsync(OutboxStore outbox) =>
        TypedResults.Ok<IReadOnlyList<OutboxView>>([.. (await outbox.AllAsync()).Select(item =>
            new OutboxView(item.Case, item.Audience.ToString(), item.To, item.State.ToString(), item.Urgent, item.Due, item.ExpiresAt))]);

    private static async Task<Ok<IReadOnlyList<Receipt>>> ReceiptsAsync(OutboxStore outbox, [Range(1, 1000), Description("How many at most.")] int limit = 100) =>
        TypedResults.Ok(await outbox.ReceiptsAsync(limit));

    private static async Task<Ok<IReadOnlyList<QuarantineView>>> QuarantineAsync(Quarantine quarantine, [Range(1, 1000), Description("How many at most.")] int limit = 100) =>
        TypedResults.Ok<IReadOnlyList<QuarantineView>>([.. (await quarantine.ReadAsync(limit)).Select(entry => new QuarantineView(entry.ReceivedAt, entry.Reason, entry.Body.Length))]);

    private static async Task<Ok<StatusView>> StatusAsync(Inbox inbox, OutboxStore outbox, Spool spool, LaneWorkers workers) =>
        TypedResults.Ok(new StatusView(await inbox.LengthAsync(), await outbox.LengthAsync(), spool.IsEmpty, workers.HeldLanes));
}

/// <summary>A group of the OA.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Kind">Standing, Unit or Task.</param>
/// <param name="Mode">Observe, Remind or Enforce.</param>
/// <param name="IsDeclared">False for a group that sends events and that the settings do not name.</param>
public sealed record GroupView(string Id, string? Name, string? Kind, string? Mode, bool IsDeclared);

/// <summary>A message that waits to be sent, without its text.</summary>
/// <param name="Case">Case number.</param>
/// <param name="Audience">Group or Person.</param>
/// <param name="To">The group or person.</param>
/// <param name="State">Waiting, Sending or Unclear.</param>
/// <param name="Urgent">Goes before routine ones.</param>
/// <param name="Due">When it is due.</param>
/// <param name="ExpiresAt">When it is dropped.</param>
public sealed record OutboxView(string Case, string Audience, string To, string State, bool Urgent, DateTimeOffset Due, DateTimeOffset ExpiresAt);

/// <summary>An event in quarantine, without its content.</summary>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Reason">Why it could not be used.</param>
/// <param name="Bytes">Its size.</param>
public sealed record QuarantineView(DateTimeOffset ReceivedAt, string Reason, int Bytes);

/// <summary>How much waits where.</summary>
/// <param name="Inbox">Events waiting or being worked on.</param>
/// <param name="Outbox">Messages not yet settled.</param>
/// <param name="SpoolIsEmpty">False while events wait for the store to come back.</param>
/// <param name="HeldLanes">Lanes this process works, of 16.</param>
public sealed record StatusView(long Inbox, long Outbox, bool SpoolIsEmpty, int HeldLanes);
