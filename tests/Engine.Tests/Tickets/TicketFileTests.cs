using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Tickets;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Tickets;

/// <summary>
/// Each file in the folder gives the tickets or the mistakes that stand beside it. With NAMEWARD_ACCEPT=1 that is written anew: read the difference. A name that begins with berlin is read on the clocks
/// of Berlin, one that begins with own with columns of its own.
/// </summary>
public class TicketFileTests
{
    static readonly string Folder = Samples.Own("tests/Engine.Tests/Tickets/files");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder).Where(file => !file.EndsWith(".expected", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileGivesWhatStandsBesideIt(string file)
    {
        var said = Said(File.ReadAllBytes(Path.Combine(Folder, file)), Reading(file));
        var expected = Path.Combine(Folder, file + ".expected");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(expected, said);
        }
        Assert.Equal(File.ReadAllText(expected).ReplaceLineEndings("\n"), said);
    }

    [Theory]
    [InlineData("utf-16LE")]
    [InlineData("utf-16BE")]
    public void ASpreadsheetsUtf16IsTheSame(string encoding)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "servicenow.csv"));
        var code = Encoding.GetEncoding(encoding);
        Assert.Equal(Said(Encoding.UTF8.GetBytes(text), Reading("servicenow.csv")), Said([.. code.GetPreamble(), .. code.GetBytes(text)], Reading("servicenow.csv")));
    }

    [Fact]
    public void WhatTheUserSaysOfDatesHolds()
    {
        var file = File.ReadAllBytes(Path.Combine(Folder, "open-dates.csv"));
        var tickets = TicketFile.Read(file, Reading("open-dates.csv") with { Dates = DateOrder.MonthFirst }).Tickets;
        Assert.Equal(new DateTime(2026, 4, 3, 10, 0, 0, DateTimeKind.Utc), tickets[0].From);
    }

    [Fact]
    public void TheRealExportOfJiraIsRead()
    {
        var book = TicketFile.Read(File.ReadAllBytes(Samples.Shared("samples/servicenow-jira/jira-export.csv")), Reading("jira.csv"));
        Assert.Equal(TicketLayout.Jira, book.Layout);
        Assert.Equal(["ACME-1", "ACME-2"], book.Tickets.Take(2).Select(ticket => Text(ticket.Number)));
        Assert.All(book.Tickets, ticket => Assert.Null(ticket.From));
    }

    [Fact]
    public void DamagedFilesGiveTicketsOrMistakesAndNothingElse()
    {
        byte[][] seeds = [.. Files.Select(file => File.ReadAllBytes(Path.Combine(Folder, file.Data)))];
        var read = 0;
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            List<byte> bytes = [.. seeds[random.Next(seeds.Length)]];
            for (var edits = random.Next(1, 8); edits > 0 && bytes.Count > 0; edits--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                        break;
                    default:
                        bytes.InsertRange(at, "\"\n,;:/9 \0"u8.ToArray().Skip(random.Next(8)));
                        break;
                }
            }
            try
            {
                read += TicketFile.Read([.. bytes], Reading("damaged")).Tickets.Length;
            }
            catch (UserError error)
            {
                Assert.All(error.Mistakes, mistake => Assert.True(mistake.What.Length < 400, $"seed {seed}"));
            }
        }
        Assert.True(read > 400, $"{read} tickets");
    }

    static TicketReading Reading(string file) => new()
    {
        Name = "--tickets " + file,
        File = file,
        Zone = file.StartsWith("berlin", StringComparison.Ordinal) ? TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") : TimeZoneInfo.Utc,
        Columns = file.StartsWith("own", StringComparison.Ordinal)
            ? ImmutableDictionary.CreateRange<TicketColumn, string>([new(TicketColumn.Number, "Vorgang"), new(TicketColumn.Object, "System"), new(TicketColumn.Start, "Los"), new(TicketColumn.End, "Schluss")]) : ImmutableDictionary<TicketColumn, string>.Empty,
    };

    static string Said(byte[] file, TicketReading reading)
    {
        var said = new StringBuilder();
        try
        {
            var book = TicketFile.Read(file, reading);
            said.Append(CultureInfo.InvariantCulture, $"layout {book.Layout?.ToString() ?? "none"}, {book.Zone}\n");
            foreach (var ticket in book.Tickets)
            {
                said.Append(CultureInfo.InvariantCulture, $"{ticket.Line}: {Text(ticket.Number)} {ticket.Approval} ({Text(ticket.State)}) {Shown(ticket.From)} to {Shown(ticket.To)}{(ticket.IsWindowOfWork ? " of work" : "")}\n");
                said.AppendJoin("", ticket.Texts.Select(text => $"    {Text(text).Replace("\n", "\\n", StringComparison.Ordinal)}\n"));
            }
            said.AppendJoin("", book.Notes.Select(note => $"note {note.Render(Text)}\n"));
        }
        catch (UserError error)
        {
            said.AppendJoin("", error.Mistakes.Select(mistake => $"error {mistake.What}\n{(mistake.Here is { } here ? $"  here {here}\n" : "")}{(mistake.Do is { } remedy ? $"  do {remedy}\n" : "")}"));
        }
        return said.ToString();
    }

    static string Shown(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    static string Text(HostileText text) => Sentence.Of($"{text}").Render(hostile => hostile.Raw);
}
