extension Sandbox {
    /// The form that was opened in answer to an interaction, in Discord's form; nil when none was.
    public func form(openedBy interaction: ID) -> JSON? { world.interactions[interaction]?.form }

    /// Waits for the form that is opened in answer to an interaction.
    public func waitForForm(openedBy interaction: ID, timeout: Duration = patience) async -> JSON? {
        await wait(timeout: timeout) { $0.form(openedBy: interaction) }
    }

    /// The member who used a command or a button sends the form that it opened, filled in by the ids of the fields; can
    /// be called again, as by a modified client. Returns the interaction's id. Throws: `Failure` for what Discord's client
    /// does not let through.
    @discardableResult
    public func submit(formOf interaction: ID, values: [String: String]) throws -> ID {
        guard let opener = world.interactions[interaction], let form = opener.form else {
            throw Failure.unknown("Interaction \(interaction) has opened no form.")
        }
        do {
            let components = try FilledForm.components(of: form, filledWith: values)
            return try submit(["custom_id": form["custom_id"] ?? "", "components": components], openedBy: interaction)
        } catch let flaw as FilledForm.Flaw {
            switch flaw {
            case .missing(let id): throw Failure.invalid("The field \"\(id)\" may not be empty.")
            case .length(let id): throw Failure.invalid("The text of the field \"\(id)\" is too short or too long.")
            case .unknown(let id): throw Failure.invalid("The form has no field \"\(id)\".")
            }
        }
    }

    /// A modified client sends any data as a form. Throws: `Failure.unknown`.
    @discardableResult
    public func submit(_ data: JSON, openedBy interaction: ID) throws -> ID {
        guard let opener = world.interactions[interaction] else {
            throw Failure.unknown("There is no interaction \(interaction).")
        }
        let place = try channel(opener.channelID)
        return change {
            $0.addInteraction(
                .form, data: data, by: opener.userID, in: place, source: opener.sourceID, opener: opener.id
            ).id
        }
    }
}
