using ZaloBot.Emulator;

namespace ZaloBot.Cli.Demo;

/// <summary>The sample day: what people of an invented office write and do in three groups from morning to evening.</summary>
internal static class DemoDay
{
    private const string Main = SampleWorld.MainGroup;
    private const string Camp = SampleWorld.CampGroup;
    private const string Committee = SampleWorld.CommitteeGroup;
    private const string Commissioner = "7000000000000000003";
    private const string SecretaryA = "7000000000000000004";
    private const string SecretaryB = "7000000000000000005";
    private const string DeputyA = "7000000000000000006";
    private const string SchoolC = "7000000000000000007";
    private const string DeputyB = "7000000000000000008";

    public static IReadOnlyList<DemoEvent> Events { get; } =
    [
        Says("07:32", Main, SampleWorld.Secretary, "Chào các đồng chí, 8 giờ sáng mai họp giao ban tháng 11 tại phòng họp Đoàn khối, các cơ sở đoàn dự đủ và đúng giờ."),
        Says("07:35", Main, SecretaryA, "Dạ Chi đoàn A nhận thông tin, em dự họp đúng giờ ạ."),
        Says("07:36", Main, SecretaryB, "Dạ em nhận."),
        Says("07:50", Main, Commissioner, "Văn phòng gửi Kế hoạch 12/KH-ĐK về tháng thanh niên, các đơn vị xem và góp ý trước 16 giờ thứ Năm."),
        Says("08:05", Main, DeputyB, "trời ơi tối qua coi đá banh tới 2h sáng, MU đá chán quá trời, ai coi hông kể nghe coi"),
        Says("08:20", Camp, SchoolC, "Lều trại đoàn trường em 4 x 6 m, cổng trại cao 3 m, em gửi bản vẽ anh chị xem giúp."),
        Says("08:31", Camp, DeputyA, "Cuối tuần này rảnh không mấy bà, đi Vĩnh Long ăn nem nướng với tui, tui bao xe luôn nè"),
        Says("08:44", Main, SecretaryB, "Nhà em mới về lô mỹ phẩm xách tay, kem chống nắng 250k, son 180k, chị em ai cần inbox em giữ hàng nha, freeship nội thành luôn ạ"),
        Says("08:45", Main, SecretaryB, "Combo 3 món em để 499k thôi, số lượng có hạn nha cả nhà ơi"),
        Says("08:45", Main, SecretaryB, "Ai lấy sỉ thì ib em báo giá riêng nghen"),
        Says("09:10", Committee, Commissioner, "Báo cáo Thường trực: đến nay 9/11 đơn vị đã nộp phiếu đánh giá, còn 2 đơn vị em đang nhắc."),
        Says("09:40", Main, SecretaryA, "Xin hỏi mẫu báo cáo công tác đoàn quý IV có thay đổi gì so với quý III không ạ?"),
        Says("09:42", Main, SampleWorld.DeputySecretary, "Mẫu giữ nguyên, bổ sung phần chuyển đổi số ở mục 3. Hạn nộp 15 giờ ngày 28/11."),
        Says("10:15", Main, DeputyB, "Nghe nói sắp sáp nhập, phòng mình bị cắt gần nửa biên chế đó mọi người, tin nội bộ nha, chưa có ai nói chính thức đâu"),
        Joins("10:40", Main, SampleWorld.Stranger),
        Tells("10:50", SampleWorld.DeputySecretary, "Thêm Người Lạ Mặt vào Hội trại 26/3: phụ trách âm thanh đêm hội trại"),
        Tells("10:54", SampleWorld.Secretary, "Đồng ý {number}"),
        Joins("10:58", Camp, SampleWorld.Stranger),
        Says("11:05", Main, SecretaryB, "Chiều em có thêm hàng mới nha chị em, túi xách loại 1 giá gốc chỉ 350k, ai chốt nhắn em liền kẻo hết"),
        Says("13:30", Main, SampleWorld.Secretary, "Nhắc các đơn vị chưa nộp danh sách dự Hội trại 26/3: hạn cuối 17 giờ hôm nay, gửi về Văn phòng Đoàn khối."),
        Says("13:34", Main, DeputyA, "Dạ Chi đoàn A nộp rồi ạ, em gửi bản scan qua iOffice luôn."),
        Says("13:50", Camp, SchoolC, "Đăng ký tiết mục văn nghệ hội trại: đoàn trường C hát tốp ca \"Nối vòng tay lớn\", thời lượng 5 phút."),
        Says("14:05", Main, SecretaryA, "Chúc mừng Chi đoàn B đạt giải nhất hội thi Olympic Mác - Lênin cấp tỉnh!"),
        Says("14:20", Committee, SampleWorld.DeputySecretary, "Dự thảo tờ trình nhân sự đại hội tôi đã gửi, các đồng chí nghiên cứu trước buổi họp chiều mai."),
        Says("14:35", Main, DeputyB, "Chúc mừng bạn đã trúng thưởng xe SH từ chương trình tri ân, bấm vào http://qua-tang-sh.example.vip nhập mã OTP để nhận thưởng trong hôm nay"),
        Says("15:10", Main, SecretaryA, "Em có bé con sốt cao quá, tối qua giờ thức trắng, giờ không biết đi bác sĩ nào, mấy chị chỉ em với, rầu quá"),
        Says("15:40", Main, DeputyA, "Hình ảnh chiến dịch hiến máu sáng nay của chi đoàn: 42 đoàn viên tham gia, thu được 38 đơn vị máu."),
        Says("16:10", Main, Commissioner, "Làm ăn kiểu gì mà ngu như bò vậy, có cái danh sách gửi hoài không xong, nghỉ luôn đi cho đỡ chật chỗ"),
        Says("16:30", Main, SampleWorld.Secretary, "Cảm ơn các đồng chí, hôm nay các đơn vị nộp báo cáo đầy đủ. Hẹn gặp 8 giờ sáng mai."),
    ];

    private static DemoEvent Says(string at, string group, string who, string text) => new(TimeOnly.ParseExact(at, "HH:mm", null), group, who, text);

    private static DemoEvent Tells(string at, string who, string text) => new(TimeOnly.ParseExact(at, "HH:mm", null), Group: null, who, text);

    private static DemoEvent Joins(string at, string group, string who) => new(TimeOnly.ParseExact(at, "HH:mm", null), group, who, Text: null);
}

/// <summary>Something that happens in the sample day.</summary>
/// <param name="At">The hour.</param>
/// <param name="Group">Where; null in private to the OA.</param>
/// <param name="Who">Who writes, or who is added by somebody the platform does not name.</param>
/// <param name="Text">What is written, <c>{number}</c> standing for the question that waits for the secretary; null for a joining.</param>
internal sealed record DemoEvent(TimeOnly At, string? Group, string Who, string? Text);
