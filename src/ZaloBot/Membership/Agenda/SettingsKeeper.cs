using System.Text.Json;
using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Membership.Agenda;

/// <summary>
/// Looks at a group's name and switches after the platform told that something changed, and with every comparison: what differs
/// from the last look is reported, what the settings demand is put right in Enforce, and reported elsewhere.
/// </summary>
public sealed class SettingsKeeper(ZaloClient zalo, MembershipVoice voice, AdministratorNotices notices, Store store)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(2);

    /// <summary>What only a person can put right is not asked for every other minute.</summary>
    private static readonly TimeSpan AgainAfterOperator = TimeSpan.FromHours(1);

    public async Task CheckAsync(AgendaStep step, CancellationToken cancellationToken)
    {
        var scope = step.Scope;
        if (scope.Settings.Group(step.Item.GroupId) is not { } group)
        {
            step.Finish();
            await step.CommitAsync();
            return;
        }

        var read = await zalo.GetGroupAsync(group.Id, cancellationToken: cancellationToken);
        if (!read.IsOk)
        {
            await LaterAsync(step, read.Error);
            return;
        }

        var before = await GroupCopy.ReadAsync(store, group.Id);
        var now = GroupCopy.Of(read.Value);
        var wanted = now.As(group);
        var changed = before?.DifferencesTo(now) ?? [];
        var wrong = now.DifferencesTo(wanted);
        var puts = wrong.Count > 0 && group.Mode == GroupMode.Enforce;

        // Told once: with the change itself, or at the first look when it was never as demanded.
        if (changed.Count > 0 || (wrong.Count > 0 && before is null))
        {
            await voice.TellChangeAsync(scope, group, Sentence(changed, wrong), puts);
        }

        // Written before the call: the event that our own change brings back then finds nothing new.
        var value = JsonSerializer.SerializeToUtf8Bytes(puts ? wanted : now, StorageJson.Readable.GroupCopy);
        scope.Changes.Add(transaction => transaction.StringSetAsync(scope.Keys.GroupCopy(group.Id), value));
        if (!puts)
        {
            step.Finish();
            await step.CommitAsync();
            return;
        }

        var item = step.Item with { State = AgendaState.Calling, CalledAt = scope.Now };
        step.Put(item);
        if (await step.CommitAsync())
        {
            await PutRightAsync(step.Next(item, scope.Now), group, read.Value, wanted, cancellationToken);
        }
    }

    private async Task PutRightAsync(AgendaStep step, GroupOptions group, Group current, GroupCopy wanted, CancellationToken cancellationToken)
    {
        // The full set is sent: whether the platform leaves unsent switches alone is not documented (fact sheet 5.2).
        var update = GroupUpdate.From(current) with { JoinAppr = wanted.JoinAppr, EnableLinkJoin = wanted.EnableLinkJoin };
        var done = await zalo.UpdateGroupAsync(group.Id, update, cancellationToken: cancellationToken);
        if (done.Error is { Meaning: ErrorMeaning.InvalidField, Fate: CallFate.Refused } refusal && refusal.Message.Contains("avatar", StringComparison.OrdinalIgnoreCase))
        {
            // The platform may not take its own address of the picture back; nothing was changed yet.
            done = await zalo.UpdateGroupAsync(group.Id, update with { GroupAvatar = null }, cancellationToken: cancellationToken);
        }

        if (done.IsOk)
        {
            step.Finish();
            await step.CommitAsync();
        }
        else
        {
            await LaterAsync(step, done.Error);
        }
    }

    private static string Sentence(IReadOnlyList<string> changed, IReadOnlyList<string> wrong) => changed.Count > 0
        ? Phrases.Fill("Change.Group", string.Join("; ", changed)) + (wrong.Count > 0 ? " " + Phrases.Fill("Change.Wanted", string.Join("; ", wrong)) : "")
        : Phrases.Fill("Change.Wanted", string.Join("; ", wrong));

    private async Task LaterAsync(AgendaStep step, ZaloError error)
    {
        var isFinal = step.Scope.Now >= step.Item.GivesUpAt || error.Class is ErrorClass.PermanentForTarget or ErrorClass.CallerMistake;
        if (isFinal || error.Class == ErrorClass.Operator)
        {
            await notices.RaiseAsync($"group:{step.Item.GroupId}:{error.Meaning}", error);
        }

        if (isFinal)
        {
            step.Finish();
        }
        else
        {
            step.Put(step.Item with { Due = step.Scope.Now + (error.Class == ErrorClass.Operator ? AgainAfterOperator : Again) });
        }

        await step.CommitAsync();
    }
}
