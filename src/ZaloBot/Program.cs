return await ZaloBot.Cli.CommandLine.RunAsync(args);
