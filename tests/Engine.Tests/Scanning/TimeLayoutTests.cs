using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Proposals;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class TimeLayoutTests
{
    [Theory]
    [InlineData("dd.MM.yyyy HH:mm:ss", "21.11.2026 09:14:02", "2026-11-21T09:14:02.0000000")]
    [InlineData("M/d/yyyy h:mm:ss tt", "11/21/2026 12:00:07 AM", "2026-11-21T00:00:07.0000000")]
    [InlineData("M/d/yyyy h:mm:ss tt", "1/2/2026 12:00:07 pm", "2026-01-02T12:00:07.0000000")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss z", "21/Nov/2026:09:14:02 +0100", "2026-11-21T08:14:02.0000000Z")]
    [InlineData("ddd MMM d HH:mm:ss yyyy", "Sat Nov  7 09:14:02 2026", "2026-11-07T09:14:02.0000000")]
    [InlineData("yyyy-MM-ddTHH:mm:ss.fffZ", "2026-11-21T09:14:02.5Z", "2026-11-21T09:14:02.5000000Z")]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff", "2026-11-21 09:14:02", "2026-11-21T09:14:02.0000000")]
    [InlineData("yyMMdd", "261121", "2026-11-21T00:00:00.0000000")]
    [InlineData("MMM d, yyyy '@' HH:mm:ss.fff", "Nov 21, 2026 @ 17:00:00.250", "2026-11-21T17:00:00.2500000")]
    public void ATimeIsReadByItsLayout(string layout, string text, string expected)
    {
        Assert.True(TimeLayout.Read(layout, out var wrong)!.TryRead(Encoding.ASCII.GetBytes(text), out var time, out var isUtc), wrong);
        Assert.Equal((expected, expected.EndsWith('Z')), (time.ToString("o", CultureInfo.InvariantCulture), isUtc));
    }

    [Theory]
    [InlineData("dd.MM.yyyy", "31.02.2026")]
    [InlineData("dd.MM.yyyy", "21.11.2026 ")]
    [InlineData("dd.MM.yyyy HH:mm", "21.11.2026 24:00")]
    [InlineData("d.M.yyyy hh:mm tt", "1.1.2026 13:00 PM")]
    [InlineData("d.M.yyyy z", "1.1.0001 +14:00")]
    [InlineData("d.MMM.yyyy", "1.Foo.2026")]
    public void WhatIsNoTimeIsNone(string layout, string text) => Assert.False(TimeLayout.Read(layout, out _)!.TryRead(Encoding.ASCII.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("dd.MM HH:mm", "names no year: yyyy or yy")]
    [InlineData("yyyy-dd", "names no month: MM, M or MMM")]
    [InlineData("yyyy-MM ddd", "names no day: dd or d")]
    [InlineData("yyyy-MM-dd hh:mm", "has hours up to 12 (hh) without tt; up to 23 they are HH")]
    [InlineData("yyyy-MM-dd Q", "has letters that mean nothing: Q; words stand in '...'")]
    [InlineData("yyyy-MM-dd 'at", "has a quote that is not closed")]
    [InlineData("yyyy-MM-dd yy", "names one part twice")]
    public void WhatIsWrongWithALayoutIsSaid(string layout, string wrong)
    {
        Assert.Null(TimeLayout.Read(layout, out var said));
        Assert.Equal(wrong, said);
    }

    [Theory]
    [InlineData("21.11.2026 09:14:02|22.11.2026 09:14:02", "dd.MM.yyyy HH:mm:ss", false)]
    [InlineData("03/04/2026 09:14:02|03/05/2026 09:14:02", "MM/dd/yyyy HH:mm:ss", false)]
    [InlineData("03/04/2026 09:14:02|04/04/2026 09:14:02", "dd/MM/yyyy HH:mm:ss", false)]
    [InlineData("03/04/2026 09:14:02|03/04/2026 09:15:02", "dd/MM/yyyy HH:mm:ss", true)]
    [InlineData("3/4/2026 9:14:02 AM|3/4/2026 10:15:02 AM", "M/d/yyyy h:mm:ss tt", true)]
    [InlineData("21/Nov/2026:09:14:02 +0100", "dd/MMM/yyyy:HH:mm:ss z", false)]
    [InlineData("Sat Nov 21 09:14:02 2026", "ddd MMM dd HH:mm:ss yyyy", false)]
    [InlineData("Nov 21, 2026 @ 17:00:00.250", "MMM dd, yyyy @ HH:mm:ss.fff", false)]
    [InlineData("1795252442|1795252443", null, false)]
    [InlineData("2026-11-21T09:14:02+01:00", null, false)]
    public void ALayoutIsToldFromTimes(string times, string? layout, bool isOpen)
    {
        var guess = TimeGuess.Of([.. times.Split('|').Select(Encoding.ASCII.GetBytes)]);
        Assert.Equal((layout, isOpen), (guess?.Layout, guess?.IsOpen ?? true));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("www.example.net")]
    [InlineData("53")]
    [InlineData("123456789")]
    [InlineData("Allowed")]
    public void WhatIsNoTimeIsNotTakenForOne(string text) => Assert.Null(TimeGuess.Of([Encoding.ASCII.GetBytes(text)]));
}
