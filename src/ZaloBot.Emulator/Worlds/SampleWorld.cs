namespace ZaloBot.Emulator;

/// <summary>The world of the demo: three groups of an invented office, matching the ids of the example settings.</summary>
public static class SampleWorld
{
    /// <summary>The large standing group.</summary>
    public const string MainGroup = "ab12cd34ef56ab78cd90";

    /// <summary>The group of a task.</summary>
    public const string CampGroup = "ab12cd34ef56ab78cd91";

    /// <summary>The standing group of the standing committee.</summary>
    public const string CommitteeGroup = "ab12cd34ef56ab78cd92";

    /// <summary>The secretary (Bí thư), who leads.</summary>
    public const string Secretary = "7000000000000000001";

    /// <summary>The deputy secretary, who leads the task group.</summary>
    public const string DeputySecretary = "7000000000000000002";

    /// <summary>Administers the OA.</summary>
    public const string Administrator = "7000000000000000009";

    /// <summary>In no group, and in no list of people.</summary>
    public const string Stranger = "7000000000000000099";

    /// <summary>Builds it anew.</summary>
    /// <param name="now">Leaders wrote to the OA an hour before; the window is open for them and for nobody else.</param>
    public static World Build(DateTimeOffset now) => new WorldBuilder()
        .Oa("4000000000000000001", "Đoàn Khối (mẫu)")
        .Follower(Secretary, "Nguyễn Văn Mẫu", now.AddHours(-1), "Bí thư")
        .Follower(DeputySecretary, "Trần Thị Thử", now.AddHours(-1), "Phó Bí thư")
        .Person("7000000000000000003", "Lê Minh Ví Dụ", "Ủy viên Ban Thường vụ")
        .Person("7000000000000000004", "Phạm Thị Giả Định", "Bí thư Chi đoàn A")
        .Person("7000000000000000005", "Huỳnh Văn Minh Họa", "Bí thư Chi đoàn B")
        .Person("7000000000000000006", "Thạch Thị Mô Phỏng", "Phó Bí thư Chi đoàn A")
        .Person("7000000000000000007", "Kim Văn Thí Điểm", "Bí thư Đoàn trường C")
        .Person("7000000000000000008", "Võ Thị Tượng Trưng", "Phó Bí thư Chi đoàn B")
        .Follower(Administrator, "Đặng Quản Trị", now.AddHours(-1), "Quản trị OA")
        .Person(Stranger, "Người Lạ Mặt", "Ngoài danh sách")
        .Admins(Administrator)
        .Group(MainGroup, "Đoàn Khối các CQ&DN (mẫu)", Administrator, Secretary, DeputySecretary, "7000000000000000003",
            "7000000000000000004", "7000000000000000005", "7000000000000000006", "7000000000000000008")
        .Deputies(Secretary)
        .Group(CampGroup, "Hội trại 26/3 (mẫu)", Administrator, DeputySecretary, "7000000000000000005", "7000000000000000006", "7000000000000000007")
        .Deputies(DeputySecretary)
        .Group(CommitteeGroup, "Thường trực (mẫu)", Administrator, Secretary, DeputySecretary, "7000000000000000003")
        .Deputies(Secretary)
        .Settings(new GroupSettings { JoinAppr = true })
        .Asset(new Asset { Id = "a55e700000000000a0f1", ProductType = "gmf50", QuotaType = "purchase_quota" })
        .Build();
}
