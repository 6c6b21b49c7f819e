using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Webhooks;
using ZaloBot.Words;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Learning;

/// <summary>
/// Understands “đúng K7FQ3X”, “sai K7FQ3X”, “cho phép một lần K7FQ3X” from the leaders of the group the case is about, with or without marks. Of several
/// answers that counts which was written last, so an event that is worked twice, or late, undoes no other.
/// </summary>
public sealed class FindingAnswers(CaseBook cases, LessonBook lessons, Wording wording) : ILeaderAnswer
{
    private static readonly (string Word, LeaderAnswer Answer)[] Words =
    [
        ("khong dung", LeaderAnswer.Wrong), ("chua dung", LeaderAnswer.Wrong), ("khong sai", LeaderAnswer.Right),
        ("cho phep mot lan", LeaderAnswer.AllowedOnce), ("cho phep", LeaderAnswer.AllowedOnce), ("dung", LeaderAnswer.Right), ("sai", LeaderAnswer.Wrong),
    ];

    /// <inheritdoc />
    public async Task<bool> TryAnswerAsync(PrivateMessage message, EventScope scope)
    {
        if (CaseNumber.FindIn(message.Text) is not { } number || AnswerIn(message.Text!) is not { } answer || await cases.FindAsync(number) is not { } record)
        {
            return false;
        }

        // Who is concerned appeals and does not judge.
        if (record.UserId == message.UserId || scope.Settings.Group(record.GroupId) is not { } group || !scope.Settings.LeadsOrAdministers(group, message.UserId))
        {
            return false;
        }

        var before = (await lessons.CurrentAsync()).Find(number);
        var counts = await lessons.AnswerAsync(number, answer, message.UserId, message.SentAt);
        scope.Say(new OutboxItem
        {
            Id = $"{scope.EventId}:answer",
            Case = scope.Case,
            Audience = Audience.Person,
            To = message.UserId,
            Text = wording.Say("answer", scope.Settings.Warnings, new { text = counts?.At > message.SentAt ? Later(number, counts) : Reply(number, answer, before, message.UserId), @case = scope.Case }),
            Urgent = true,
            Due = scope.Now,
            ExpiresAt = scope.Now + TimeSpan.FromDays(1),
            About = message.UserId,
        });
        return true;
    }

    // Several were asked: who answers after another is told that, and what counts now, but not who it was.
    private static string Reply(string number, LeaderAnswer answer, LessonRecord? before, string by)
    {
        var kept = Phrases.Fill($"Answer.Kept.{answer}", number);
        return before is null || before.By == by
            ? kept
            : $"{Phrases.Fill(before.Answer == answer ? "Answer.Before.Same" : "Answer.Before.Other", number, Phrases.Of("Answer.Word", before.Answer))} {kept}";
    }

    private static string Later(string number, LessonRecord counts) => Phrases.Fill("Answer.Later", number, Phrases.Of("Answer.Word", counts.Answer));

    /// <summary>The answer a text gives, or null. The word stands first, after the courtesies people put before it; a sentence that merely contains it is none.</summary>
    public static LeaderAnswer? AnswerIn(string text)
    {
        const int LongestOpening = 12;
        var plain = Folded.Compact(text);
        foreach (var (word, answer) in Words)
        {
            var at = plain.IndexOf(word, StringComparison.Ordinal);
            if (at is >= 0 and <= LongestOpening && IsWhole(plain, at, word.Length))
            {
                return answer;
            }
        }

        return null;
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));
}
