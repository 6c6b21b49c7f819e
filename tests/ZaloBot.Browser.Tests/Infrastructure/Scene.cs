namespace ZaloBot.Browser.Tests;

/// <summary>A conversation with something of everything, for pictures and for the search for faults.</summary>
public static class Scene
{
    public static async Task PlayAsync(Stage stage)
    {
        var acts = stage.Emulator.Acts;
        using var bot = new Bot(stage.Emulator);
        var notice = await acts.SayAsync(SampleWorld.MainGroup, SampleWorld.Secretary,
            "Kính gửi các đồng chí: Kế hoạch số 12-KH/ĐK về Tháng Thanh niên đã gửi qua iOffice. Đề nghị các chi đoàn gửi danh sách trước 17 giờ thứ Sáu.");
        await acts.SayAsync(SampleWorld.MainGroup, "7000000000000000004", "Chi đoàn A đã nhận, xin gửi danh sách đúng hạn ạ.", notice.Id);
        await acts.SendAsync(SampleWorld.MainGroup, "7000000000000000004", Content.File("danh-sach-chi-doan-A.docx"));
        await acts.SayAsync(SampleWorld.MainGroup, "7000000000000000008", "Cả nhà ơi, bên em mới về lô mỹ phẩm xách tay giá sỉ, ai cần inbox em nha 😍");
        await bot.SayAsync(SampleWorld.MainGroup,
            "Kính gửi đồng chí [@7000000000000000008]: nhóm chỉ trao đổi công việc (mục 2, gạch đầu dòng thứ hai của Thông báo). Kính mong đồng chí không đăng tin mua bán tại đây. Nếu có nhầm lẫn, xin trả lời tin này.");
        await acts.SayAsync(SampleWorld.MainGroup, "7000000000000000008", "Dạ em xin lỗi, em xin thu hồi ạ.");
        await acts.AddMemberAsync(SampleWorld.MainGroup, SampleWorld.Stranger, "7000000000000000005");
        await bot.WriteAsync(SampleWorld.Secretary, "Kính báo đồng chí Bí thư: Người Lạ Mặt vừa vào nhóm “Đoàn Khối các CQ&DN (mẫu)” nhưng không có trong danh sách thành phần.\n\nĐồng chí trả lời ĐỒNG Ý nếu chấp thuận, hoặc TỪ CHỐI.");
        await acts.WritePrivatelyAsync(SampleWorld.Secretary, "Tôi sẽ kiểm tra lại với đơn vị.");
        await bot.WriteAsync(SampleWorld.Secretary, "Cảm ơn đồng chí. Hệ thống ghi nhận và chờ ý kiến của đồng chí.");
        await acts.RemoveMemberAsync(SampleWorld.MainGroup, SampleWorld.Stranger, SampleWorld.Secretary);
        await acts.RequestToJoinAsync(SampleWorld.MainGroup, "7000000000000000007");
        var camp = SampleWorld.CampGroup;
        foreach (var kind in Enum.GetValues<ContentKind>().Where(kind => kind is not (ContentKind.Text or ContentKind.Template)))
        {
            await acts.SendAsync(camp, "7000000000000000006", Content.Sample(kind));
        }

        await acts.SendAsync(camp, "7000000000000000005", Content.Image("Ảnh khảo sát địa điểm", count: 4));
        await bot.SayAsync(camp, "Nhắc [@7000000000000000005] và [@ab12cd34ef56ab78cd91]; mã lạ [@7999999999999999999] giữ nguyên <b>không đậm</b>.");
        await stage.Emulator.DeliveriesIdleAsync();
    }
}
