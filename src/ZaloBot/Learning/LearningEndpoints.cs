using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ZaloBot.Rules;

namespace ZaloBot.Learning;

/// <summary>Leaders' answers in the administration API, and from the dashboard's buttons.</summary>
public static class LearningEndpoints
{
    private const string ByKey = "administrators-key";

    /// <summary>Maps the part of <c>/api/v1</c> that is about answers.</summary>
    public static void MapLessons(this RouteGroupBuilder api)
    {
        api.MapPut("/findings/{case}/answer", AnswerAsync).WithName("AnswerFinding").WithSummary("Keeps what a leader says of a finding: Right, Wrong or AllowedOnce.");
        api.MapDelete("/findings/{case}/answer", TakeBackAsync).WithName("TakeBackAnswer").WithSummary("Takes an answer back, and with it all it changed.");
        api.MapGet("/lessons", LessonsAsync).WithName("ListLessons").WithSummary("All answers, newest first: the export.");
        api.MapGet("/rules/precision", PrecisionAsync).WithName("RulePrecision").WithSummary("How often each rule was right in each group, by the answers: what it found, and apart from that what leaders were asked about.");
        api.MapPost("/groups/{groupId}/rules/{rule}/restore", RestoreAsync).WithName("RestoreRule").WithSummary("Lets a rule that stepped down work again in a group, and leaders be asked about it again.");
    }

    /// <summary>Maps the dashboard's form, which only people signed in reach.</summary>
    public static void MapAnswerForm(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/findings/{case}/answer", FormAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<Results<Ok<LessonView>, NotFound>> AnswerAsync(string @case, AnswerRequest request, LessonBook lessons) =>
        await lessons.AnswerAsync(@case, request.Answer, ByKey) is { } lesson ? TypedResults.Ok(LessonView.Of(lesson)) : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> TakeBackAsync(string @case, LessonBook lessons) =>
        await lessons.TakeBackAsync(@case) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Ok<IReadOnlyList<LessonView>>> LessonsAsync(LessonBook lessons) =>
        TypedResults.Ok<IReadOnlyList<LessonView>>([.. (await lessons.CurrentAsync()).Records.Select(LessonView.Of)]);

    private static async Task<Ok<IReadOnlyList<PrecisionView>>> PrecisionAsync(LessonBook lessons, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<PrecisionView>>([.. (await lessons.CurrentAsync()).Rules.Select(entry => PrecisionView.Of(entry.Key.Group, entry.Key.Rule, entry.Value, now))]);
    }

    private static async Task<NoContent> RestoreAsync(string groupId, RuleName rule, LessonBook lessons)
    {
        await lessons.RestoreAsync(groupId, rule);
        return TypedResults.NoContent();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> FormAsync(string @case, [FromForm] string answer, LessonBook lessons)
    {
        var known = answer == "" ? await lessons.TakeBackAsync(@case) : Enum.TryParse<LeaderAnswer>(answer, out var parsed) && await lessons.AnswerAsync(@case, parsed, "dashboard") is not null;
        return known ? TypedResults.LocalRedirect("~/") : TypedResults.NotFound();
    }
}

/// <summary>What a leader says of a finding.</summary>
/// <param name="Answer">Right, Wrong or AllowedOnce.</param>
public sealed record AnswerRequest(LeaderAnswer Answer);

/// <summary>An answer, without the marks of the text.</summary>
/// <param name="Case">The case that was answered.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Answer">What was said.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When.</param>
/// <param name="Teaches">False when the answer only counts for the precision: the text was no longer kept, or it was allowed once.</param>
public sealed record LessonView(string Case, string GroupId, RuleName Rule, LeaderAnswer Answer, string By, DateTimeOffset At, bool Teaches)
{
    internal static LessonView Of(LessonRecord lesson) => new(lesson.Case, lesson.GroupId, lesson.Rule, lesson.Answer, lesson.By, lesson.At, lesson.Marks.Count > 0);
}

/// <summary>How often a rule was right in a group.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Right">Findings confirmed.</param>
/// <param name="Wrong">Findings dismissed.</param>
/// <param name="Precision">Share that was right, 0 to 1; null where only doubts were answered.</param>
/// <param name="SteppedDown">The rule only observes in this group.</param>
/// <param name="DoubtsRight">Doubts, such as leaders are asked about, that were confirmed; they count towards nothing above.</param>
/// <param name="DoubtsWrong">Doubts dismissed.</param>
/// <param name="NotAskedUntil">Nearly all doubts were dismissed, so leaders are not asked about the rule in this group before; null when they are asked.</param>
public sealed record PrecisionView(
    string GroupId, RuleName Rule, int Right, int Wrong, double? Precision, bool SteppedDown, int DoubtsRight, int DoubtsWrong, DateTimeOffset? NotAskedUntil)
{
    internal static PrecisionView Of(string groupId, RuleName rule, RuleRecord record, DateTimeOffset now) => new(
        groupId, rule, record.Right, record.Wrong, record.Precision, record.IsSteppedDown,
        record.Doubts.Right, record.Doubts.Wrong, record.Doubts.PausedUntil > now ? record.Doubts.PausedUntil : null);
}
