using Nameward.Engine.Cases.Verifying;

namespace Nameward.App;

/// <summary>What the program ends with.</summary>
static class ExitStatus
{
    /// <summary>Done, whatever was decided.</summary>
    public const int Done = 0;

    /// <summary>The user's mistake: said, and nothing was done.</summary>
    public const int UserMistake = 2;

    /// <summary>Our mistake: the rest was done where it could be (EX_SOFTWARE of sysexits.h).</summary>
    public const int OurFault = 70;

    /// <summary>Stopped by the user (128 + SIGINT).</summary>
    public const int Stopped = 130;

    /// <summary>With <c>--exit-code</c>: 0 close, 10 watch, 11 escalate.</summary>
    public static int Of(string decision) => decision switch { "escalate" => 11, "watch" => 10, _ => Done };

    /// <summary>With <c>--exit-code</c>: 0 proven, 10 not proven, 11 contradicted.</summary>
    public static int Of(VerifyOutcome outcome) => outcome switch { VerifyOutcome.Contradicted => 11, VerifyOutcome.NotProven => 10, _ => Done };
}
