using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Takes records, and looks at the events that they come from before they are handed over.</summary>
interface IWindowsEvents : IBatchWriter
{
    /// <summary>Looks at an event.</summary>
    /// <param name="read">The event; it is filled again for the next.</param>
    /// <param name="time">When it was written, UTC.</param>
    /// <param name="result">What it gives.</param>
    void See(WindowsEvent read, DateTime time, LineResult result);
}
