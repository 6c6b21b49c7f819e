using System.Text;
using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Emulator.Tests;

/// <summary>
/// Two readings of one fact sheet, written apart, must agree: the bot's client and event reader understand every answer and
/// every event of the emulator, whatever its quirks.
/// </summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_client_understands_every_answer(bool wobbling)
    {
        await using var platform = await Platform.StartAsync(world: world => world.Asset(new Asset { Id = "a55e700000000000b001" }).Asset(new Asset { Id = "a55e700000000000b002" }));
        platform.Emulator.Quirks.WobblingTypes = wobbling;
        platform.Emulator.Quirks.NestedHistory = wobbling;
        platform.Emulator.Quirks.NeedsAppSecretProof = true;
        await using var client = new Client(platform);
        var zalo = client.Zalo;
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Outsider);
        var asked = await platform.Acts.WritePrivatelyAsync(Platform.An, "Xin hỏi");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var info = Good(await zalo.GetGroupAsync(Platform.Group));
            info.Info.TotalMember.ShouldBe(4);
            info.Info.MaxMember.ShouldBe(100);
            info.Asset!.AutoRenew.ShouldBe(true);
            info.Settings!.JoinAppr.ShouldBe(false);
            Good(await zalo.ListGroupsAsync()).Items.ShouldHaveSingleItem().TotalMember.ShouldBe(4);
        }

        var members = Good(await zalo.ListMembersAsync(Platform.Group));
        members.IsWhole.ShouldBeTrue();
        members.Items[0].OaId.ShouldBe(Platform.Oa);
        members.Items[2].Name.ShouldBe("Nguyễn An");
        Good(await zalo.ListPendingAsync(Platform.Group)).Items.Count.ShouldBe(2);
        Good(await zalo.AcceptPendingAsync(Platform.Group, [Platform.Chi]));
        Good(await zalo.RejectPendingAsync(Platform.Group, [Platform.Outsider]));
        Good(await zalo.AddDeputiesAsync(Platform.Group, [Platform.Binh]));
        Good(await zalo.RemoveDeputiesAsync(Platform.Group, [Platform.Binh]));
        Good(await zalo.RemoveMembersAsync(Platform.Group, [Platform.Binh, Platform.An]));
        Good(await zalo.InviteAsync(Platform.Group, [Platform.An]));
        Good(await zalo.UpdateGroupAsync(Platform.Group, GroupUpdate.From(Good(await zalo.GetGroupAsync(Platform.Group))) with { LockSendMsg = true }))
            .Settings!.EnableLinkJoin.ShouldBe(true);
        Good(await zalo.UpdateGroupAssetAsync(Platform.Group, "a55e700000000000b002")).Asset!.AssetId.ShouldBe("a55e700000000000b002");

        Good(await zalo.SendGroupTextAsync(Platform.Group, "Nhắc [@7000000000000000001]")).GroupId.ShouldBe(Platform.Group);
        var image = Good(await zalo.UploadImageAsync([0x89, 0x50, 0x4E, 0x47], "ảnh.png"));
        Good(await zalo.SendGroupImageAsync(Platform.Group, image, "Chú thích"));
        Good(await zalo.UploadGifAsync("GIF89a"u8.ToArray(), "a.gif"));
        Good(await zalo.SendGroupFileAsync(Platform.Group, Good(await zalo.UploadFileAsync([1], "kế hoạch.pdf"))));
        platform.World.Messages.All[^1].Content.Attachments[0].Payload["name"]!.ToString().ShouldBe("kế hoạch.pdf");
        Good(await zalo.SendPrivateTextAsync(Platform.An, "Trả lời", asked.Id)).UserId.ShouldBe(Platform.An);
        Good(await zalo.SendPrivateImageAsync(Platform.An, image));

        var history = Good(await zalo.ReadGroupHistoryAsync(Platform.Group));
        history.Select(row => row.Kind).ShouldBe([MessageKind.File, MessageKind.Image, MessageKind.Text]);
        history[^1].IsFromOa.ShouldBeTrue();
        Good(await zalo.ReadRecentChatsAsync()).ShouldHaveSingleItem();
        Good(await zalo.ReadPrivateHistoryAsync(Platform.An)).Count.ShouldBe(3);

        Good(await zalo.GetUserAsync(Platform.An)).DisplayName.ShouldBe("Nguyễn An");
        Good(await zalo.GetOaAsync());
        Good(await zalo.GetQuotaAsync()).Count.ShouldBe(3);
        Good(await zalo.GetMessageQuotaAsync()).ShouldHaveSingleItem();
        Good(await zalo.GetUserQuotaAsync(Platform.An)).Reply!.Remain.ShouldBe(6);
        Good(await zalo.EraseUserAsync(Platform.An));
        var made = Good(await zalo.CreateGroupAsync(new NewGroup
        {
            GroupName = "Nhóm mới",
            AssetId = "a55e700000000000b001",
            MemberUserIds = [Platform.Admin],
        }));
        Good(await zalo.DissolveGroupAsync(made.GroupId));
    }

    [Fact]
    public async Task The_client_understands_refusals_and_failures()
    {
        await using var platform = await Platform.StartAsync();
        await using var client = new Client(platform);
        var zalo = client.Zalo;

        (await zalo.SendPrivateTextAsync(Platform.Binh, "Chào")).Error!.Code.ShouldBe(-232);
        (await zalo.GetGroupAsync("ffffffffffffffffffff")).Error!.Class.ShouldBe(ErrorClass.PermanentForTarget);
        platform.Emulator.Faults.DropAnswers("group/message", times: 1);
        (await zalo.SendGroupTextAsync(Platform.Group, "Một lần")).Error!.Fate.ShouldBe(CallFate.Unclear);
        platform.World.MessagesIn(Platform.Group).ShouldHaveSingleItem();
        platform.Emulator.Faults.NotJson("group/message", times: 1);
        (await zalo.SendGroupTextAsync(Platform.Group, "Hai")).IsOk.ShouldBeFalse();
    }

    [Fact]
    public async Task The_client_renews_a_token_that_ran_out_and_goes_on()
    {
        await using var platform = await Platform.StartAsync();
        await using var client = new Client(platform);
        platform.Emulator.Tokens.ExpireAccess();

        Good(await client.Zalo.SendGroupTextAsync(Platform.Group, "Chào"));

        platform.Emulator.Calls.To("oa/access_token").ShouldHaveSingleItem();
        platform.Emulator.Calls.To("group/message").Select(call => call.Error).ShouldBe([-220, 0]);
        platform.World.MessagesIn(Platform.Group).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    public async Task The_reader_understands_every_event(bool escaped, bool bare, bool aliases)
    {
        await using var platform = await Platform.StartAsync();
        var quirks = platform.Emulator.Quirks;
        (quirks.EscapedBodies, quirks.BareSignature) = (escaped, bare);
        if (aliases)
        {
            quirks.EventNames["accept_request_join_group"] = "react_request_join_group";
            quirks.EventNames["user_out_group"] = "user_leave_group";
            quirks.EventNames["delete_group"] = "disperse_group";
        }

        var acts = platform.Acts;
        foreach (var kind in Enum.GetValues<ContentKind>().Where(kind => kind != ContentKind.Template))
        {
            await acts.SendAsync(Platform.Group, Platform.An, Content.Sample(kind));
            await acts.WritePrivatelyAsync(Platform.An, Content.Sample(kind));
        }

        await acts.SayAsOaAsync(Platform.Group, "Nội quy 😀", Platform.Admin);
        await acts.AnswerPrivatelyAsOaAsync(Platform.An, "Chào");
        await acts.RequestToJoinAsync(Platform.Group, Platform.Chi);
        await acts.ApproveAsync(Platform.Group, Platform.Chi);
        await acts.RequestToJoinAsync(Platform.Group, Platform.Outsider);
        await acts.RejectAsync(Platform.Group, Platform.Outsider);
        await acts.MakeDeputyAsync(Platform.Group, Platform.An);
        await acts.RemoveDeputyAsync(Platform.Group, Platform.An);
        await acts.LeaveAsync(Platform.Group, Platform.Chi);
        await acts.FollowAsync(Platform.Binh);
        await acts.UnfollowAsync(Platform.Binh);
        await acts.PressChatAsync(Platform.Binh);
        await acts.SubmitInfoAsync(Platform.Binh);
        await acts.WithdrawAsync(Platform.Binh, linked: false);
        await acts.RevokePermissionAsync();
        await acts.CreateGroupAsync(new ChatGroup { Id = Platform.Other, Name = "Mới" });
        await acts.ChangeGroupInfoAsync(Platform.Other, group => group with { Name = "Tên khác" });
        await acts.DissolveAsync(Platform.Other);
        await platform.Emulator.DeliveriesIdleAsync();

        var keys = new SignatureKeys("1234567890123456789", "oaSecretForTests000");
        var events = platform.Inbox.All.Select(received =>
        {
            WebhookEnvelope.Read(received.Raw, out var envelope);
            WebhookSignature.Check(received.Raw, envelope, received.Signature, keys).ShouldBe(SignatureOutcome.Valid, received.Text);
            envelope.Conversation.Length.ShouldBeGreaterThanOrEqualTo(received.Name is "permission_revoked" or "user_withdraw" ? 0 : 1, received.Text);
            var reading = ZaloEventReader.Read(received.Raw);
            reading.IsUsable.ShouldBeTrue($"{reading.Problem} {received.Text}");
            reading.Event.ShouldNotBeOfType<UnknownEvent>(received.Text);
            reading.Event!.AppId.ShouldBe("1234567890123456789");
            return reading.Event!;
        }).ToList();

        events.OfType<GroupMessage>().Select(message => message.Kind).Distinct().Count().ShouldBe(10);
        events.OfType<PrivateMessage>().Count(message => !message.IsFromOa).ShouldBe(10);
        events.OfType<GroupMessage>().Single(message => message.IsFromOa).Text.ShouldBe("Nội quy 😀");
        foreach (var type in (Type[])
        [
            typeof(JoinRequested), typeof(JoinAccepted), typeof(MembersJoined), typeof(JoinRejected), typeof(DeputiesAdded), typeof(DeputiesRemoved),
            typeof(MembersLeft), typeof(Followed), typeof(Unfollowed), typeof(ChatOpened), typeof(InfoSubmitted), typeof(DataWithdrawn), typeof(PermissionRevoked),
            typeof(GroupCreated), typeof(GroupInfoUpdated), typeof(GroupDissolved),
        ])
        {
            events.ShouldContain(read => read.GetType() == type, type.Name);
        }
    }

    private static T Good<T>(ZaloResult<T> result)
    {
        result.IsOk.ShouldBeTrue(result.Error is { } error ? new StringBuilder().Append(error.Code).Append(' ').Append(error.Message).ToString() : null);
        return result.Value!;
    }
}
