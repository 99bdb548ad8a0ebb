extension Sandbox {
    /// A message as members see it, in plain characters, so many columns wide. A hidden answer is drawn too.
    package func screen(of message: Message, width: Int = 76) -> String {
        Screen(width: width, ansi: ANSIStyle(false)).draw(message, world)
    }
}
